package io.quarkiverse.activities.workflow;

import java.time.Duration;
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
 * @param firstRunId the first run of the chain
 * @param continuedRunId the run before it, if this run continues or retries one
 * @param taskTimeout how long a Workflow Task may take
 * @param runTimeout how long the run may take, if that is limited
 * @param executionTimeout how long all runs of the chain may take, if that is limited
 * @param priority the priority: 1 (first) to 5 (last), or 0 for the default
 */
public record WorkflowInfo(String workflowId, String runId, String workflowType, String taskQueue, int attempt,
        Instant startTime, Optional<String> parentWorkflowId, String firstRunId, Optional<String> continuedRunId,
        Duration taskTimeout, Optional<Duration> runTimeout, Optional<Duration> executionTimeout, int priority) {

    /** Creates the info of a first run without limits, for tests. */
    public WorkflowInfo(String workflowId, String runId, String workflowType, String taskQueue, int attempt,
            Instant startTime, Optional<String> parentWorkflowId) {
        this(workflowId, runId, workflowType, taskQueue, attempt, startTime, parentWorkflowId, runId, Optional.empty(),
                Duration.ofSeconds(10), Optional.empty(), Optional.empty(), 0);
    }
}
