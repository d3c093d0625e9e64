/** From {@code ActivityClient} to the settings of a Task Queue. */
package io.quarkiverse.activities.runtime.client.queue;
