package io.quarkiverse.activities.workflow;

/** Thrown to the caller of an update that was rejected, or whose handler failed. The cause says why. */
public final class WorkflowUpdateException extends RuntimeException {

    private final String workflowId;
    private final String updateName;

    /** Created by the engine, and by tests. */
    public WorkflowUpdateException(String workflowId, String updateName, Throwable cause) {
        super("Update '" + updateName + "' of workflow '" + workflowId + "' has no result", cause);
        this.workflowId = workflowId;
        this.updateName = updateName;
    }

    /** {@return the Workflow Id} */
    public String workflowId() {
        return workflowId;
    }

    /** {@return the name of the update} */
    public String updateName() {
        return updateName;
    }
}
