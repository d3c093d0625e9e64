/** The attempt that runs on the calling thread, and whether that thread may block. */
package io.quarkiverse.activities.runtime.context;
