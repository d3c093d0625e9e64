package io.quarkiverse.activities.workflow.runtime.store;

/**
 * What became of a start with an update.
 *
 * @param update the update, or null if the start was refused
 */
public record UpdatedRun(StartedRun run, StoredUpdate update) {
}
