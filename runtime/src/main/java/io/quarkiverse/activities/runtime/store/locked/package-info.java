/** Loads rows under a lock, applies the state machine, and writes them back. */
package io.quarkiverse.activities.runtime.store.locked;
