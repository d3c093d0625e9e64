/** Decides which task this node takes, and when. */
package io.quarkiverse.activities.runtime.worker.queue;
