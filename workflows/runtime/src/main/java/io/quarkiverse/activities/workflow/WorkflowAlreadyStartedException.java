package io.quarkiverse.activities.workflow;

/** Thrown by a start if the Workflow Id is in use, and the policies of the start do not allow another run. */
public final class WorkflowAlreadyStartedException extends RuntimeException {

    private final String workflowId;
    private final String runId;

    /** Created by the engine, and by tests. */
    public WorkflowAlreadyStartedException(String workflowId, String runId, String message) {
        super(message);
        this.workflowId = workflowId;
        this.runId = runId;
    }

    /** {@return the Workflow Id} */
    public String workflowId() {
        return workflowId;
    }

    /** {@return the run that has the Workflow Id} */
    public String runId() {
        return runId;
    }
}
