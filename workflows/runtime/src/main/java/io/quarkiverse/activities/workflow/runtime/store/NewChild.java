package io.quarkiverse.activities.workflow.runtime.store;

/**
 * A child to start.
 *
 * @param number the number of the decision
 * @param run the run, whose parent is the one that decides
 */
public record NewChild(int number, NewRun run) {
}
