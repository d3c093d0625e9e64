package io.quarkiverse.activities.workflow.runtime.client;

import java.util.UUID;

/**
 * Names a run.
 *
 * @param run null for the latest run with the Workflow Id
 */
record WorkflowRef(String workflowId, UUID run) {

    @Override
    public String toString() {
        return "'" + workflowId + "'" + (run == null ? "" : " (run " + run + ")");
    }
}
