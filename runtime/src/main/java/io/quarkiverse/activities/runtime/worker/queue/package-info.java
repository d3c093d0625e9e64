/** Decides which tasks this node claims, and when. */
package io.quarkiverse.activities.runtime.worker.queue;
