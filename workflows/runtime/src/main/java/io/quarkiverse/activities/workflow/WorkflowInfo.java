package io.quarkiverse.activities.workflow;

import java.time.Instant;
import java.util.Optional;

/**
 * Identifies a run. The values never change during a run.
 *
 * @param workflowId the Workflow Id, which all runs of a chain share
 * @param runId the run ID
 * @param workflowType the Workflow Type
 * @param taskQueue the Task Queue of the run
 * @param attempt the number of this attempt under the retry policy of the workflow, starting with 1
 * @param startTime when the run was started
 * @param parentWorkflowId the Workflow Id of the parent, if this is a child workflow
 */
public record WorkflowInfo(String workflowId, String runId, String workflowType, String taskQueue, int attempt,
        Instant startTime, Optional<String> parentWorkflowId) {
}
