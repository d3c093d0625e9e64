package io.quarkiverse.activities.workflow;

import java.time.Instant;
import java.util.Optional;

/**
 * A run of a workflow, as {@link WorkflowHandle#describe()} sees it.
 *
 * @param blocked whether its code does not fit its journal; {@code taskFailure} says why
 * @param tasks how many Workflow Tasks were written
 * @param taskAttempt the attempt of the current Workflow Task, counted from 1
 * @param taskFailure why the previous attempt failed; empty if it did not
 * @param closedTime when it closed; empty if it is open
 * @param nextRunId the run that continues it; empty if there is none
 */
public record WorkflowDescription(String workflowId, String runId, String workflowType, String taskQueue,
        WorkflowStatus status, boolean blocked, int tasks, int taskAttempt, Optional<String> taskFailure,
        Instant startTime, Optional<Instant> closedTime, Optional<String> nextRunId) {
}
