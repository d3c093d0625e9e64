/**
 * What nodes tell each other, so that nobody waits for the next poll. Nothing depends on it: what gets lost is found by
 * polling.
 */
package io.quarkiverse.activities.runtime.notify;
