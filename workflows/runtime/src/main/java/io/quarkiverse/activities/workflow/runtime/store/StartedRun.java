package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;

/**
 * How a start was decided.
 *
 * @param runId the run that was started, or that has the Workflow Id
 * @param workflowType the type of that run
 * @param refused whether nothing was started because the Workflow Id is in use
 */
public record StartedRun(UUID runId, String workflowType, boolean started, boolean refused) {
}
