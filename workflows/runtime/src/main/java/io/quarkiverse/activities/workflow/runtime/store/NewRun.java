package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.util.UUID;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;

/**
 * A run to start.
 *
 * @param definitionVersion the version of the definition, which the run keeps
 * @param rulesVersion the version of the rules, which the run keeps
 * @param runTimeout zero for none
 * @param firstRunId the first run of the chain, or null if this is it
 * @param requestId the request id of the start, or null
 * @param header the propagated context, or null
 * @param parent the parent if it is a child workflow, or null
 */
public record NewRun(UUID runId, String workflowId, String workflowType, int definitionVersion, int rulesVersion,
        String taskQueue, byte[] input, Duration taskTimeout, Duration runTimeout, UUID firstRunId, IdReusePolicy reuse,
        IdConflictPolicy conflict, String requestId, byte[] header, ParentLink parent) {
}
