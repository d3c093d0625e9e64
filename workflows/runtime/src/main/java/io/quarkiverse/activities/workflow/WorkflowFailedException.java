package io.quarkiverse.activities.workflow;

/** Thrown to those who wait for the result of a workflow that closed without one. The cause says why. */
public final class WorkflowFailedException extends RuntimeException {

    private final String workflowId;
    private final WorkflowStatus status;

    /** Created by the engine, and by tests. */
    public WorkflowFailedException(String workflowId, WorkflowStatus status, Throwable cause) {
        super("Workflow '" + workflowId + "' closed without a result: " + status, cause);
        this.workflowId = workflowId;
        this.status = status;
    }

    /** {@return the Workflow Id} */
    public String workflowId() {
        return workflowId;
    }

    /** {@return how the workflow closed} */
    public WorkflowStatus status() {
        return status;
    }
}
