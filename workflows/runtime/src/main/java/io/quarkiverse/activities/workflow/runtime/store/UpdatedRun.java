package io.quarkiverse.activities.workflow.runtime.store;

/**
 * The result of an update-with-start.
 *
 * @param update the update, or null if the start was refused
 */
public record UpdatedRun(StartedRun run, StoredUpdate update) {
}
