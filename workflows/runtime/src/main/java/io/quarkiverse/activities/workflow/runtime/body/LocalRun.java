package io.quarkiverse.activities.workflow.runtime.body;

import java.time.Duration;
import java.util.UUID;

/**
 * The run that calls Local Activities.
 *
 * @param epoch the claim under which this node owns the run
 */
public record LocalRun(UUID id, int epoch, String workflowType, String taskQueue, Duration taskTimeout) {
}
