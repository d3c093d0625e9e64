package io.quarkiverse.activities.workflow.runtime.store;

/**
 * A start by a node that takes the run at once.
 *
 * @param row the run, which the node owns now; null if it was not started, or waits for a claim
 */
public record OwnStart(StartedRun answer, RunRow row) {
}
