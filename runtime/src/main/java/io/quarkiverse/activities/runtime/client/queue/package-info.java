/** From {@code ActivityClient} to what all nodes share about a Task Queue or an Activity Type. */
package io.quarkiverse.activities.runtime.client.queue;
