/** Knows which attempt the calling thread works for, and whether that thread may block. */
package io.quarkiverse.activities.runtime.context;
