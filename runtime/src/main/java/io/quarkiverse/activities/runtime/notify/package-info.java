/**
 * What nodes tell each other so that nobody waits for the next poll. Nothing depends on it: polling finds whatever gets lost.
 */
package io.quarkiverse.activities.runtime.notify;
