package io.quarkiverse.activities.workflow;

import java.time.Instant;
import java.util.Optional;

/**
 * A run of a workflow in a list. {@link WorkflowClient#handle(String, String)} with both IDs provides a full description.
 *
 * @param workflowId the Workflow Id
 * @param runId the run ID
 * @param workflowType the Workflow Type
 * @param taskQueue the Task Queue
 * @param status whether the run is open, or how it closed
 * @param attempt the number of this attempt under the retry policy of the workflow, from 1
 * @param priority the priority that was set: 1 (first) to 5 (last); 0 if none was set
 * @param startTime when the run was started
 * @param executionTime when its start delay ended or ends
 * @param closedTime when it closed; empty while it is open
 * @param parentWorkflowId the Workflow Id of its parent; empty if it is not a child
 * @param taskProblem {@code Blocked} if the code does not fit the journal of the run, {@code Paused} if it is paused,
 *        {@code Failed} if its last Workflow Task failed; empty otherwise
 */
public record WorkflowSummary(String workflowId, String runId, String workflowType, String taskQueue, WorkflowStatus status,
        int attempt, int priority, Instant startTime, Instant executionTime, Optional<Instant> closedTime,
        Optional<String> parentWorkflowId, Optional<String> taskProblem) {
}
