package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;

/**
 * A run in a list.
 *
 * @param tasks how many Workflow Tasks were written
 * @param closedTime when it closed, or null
 */
public record RunSummary(String workflowId, String runId, String workflowType, String taskQueue, RunState state, int tasks,
        Instant startTime, Instant closedTime) {
}
