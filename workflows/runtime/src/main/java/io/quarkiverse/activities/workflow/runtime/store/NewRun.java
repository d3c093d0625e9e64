package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;

/**
 * A run to start.
 *
 * @param definitionVersion the version of the definition, which the run keeps
 * @param rulesVersion the version of the rules, which the run keeps
 * @param memo the memo that it starts with, or null
 * @param requestId the request id of the start, or null
 * @param header the propagated context, or null
 * @param parent the parent if it is a child workflow, or null
 */
public record NewRun(UUID runId, String workflowId, String workflowType, int definitionVersion, int rulesVersion,
        String taskQueue, byte[] input, RunOptions options, RunOrigin origin, byte[] memo, IdReusePolicy reuse,
        IdConflictPolicy conflict, String requestId, byte[] header, ParentLink parent) {

    /** {@return the run that continues another one} Its memo is that of the other run. */
    public static NewRun continuing(RunRow row, UUID runId, String workflowType, int definitionVersion, int rulesVersion,
            String taskQueue, byte[] input, RunOptions options, int attempt, byte[] header) {
        return new NewRun(runId, row.workflowId(), workflowType, definitionVersion, rulesVersion, taskQueue, input, options,
                row.origin().next(row.runId(), attempt), null, IdReusePolicy.ALLOW_DUPLICATE, IdConflictPolicy.FAIL, null,
                header,
                row.parent());
    }

    NewRun withMemo(byte[] newMemo) {
        return new NewRun(runId, workflowId, workflowType, definitionVersion, rulesVersion, taskQueue, input, options, origin,
                newMemo, reuse, conflict, requestId, header, parent);
    }
}
