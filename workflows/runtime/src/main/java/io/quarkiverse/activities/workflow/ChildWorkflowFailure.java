package io.quarkiverse.activities.workflow;

import io.quarkiverse.activities.RetryState;

/**
 * Thrown in a workflow when a child workflow did not start, or closed without a result. The cause says why. If it leaves the
 * workflow method, the run fails with it.
 */
public final class ChildWorkflowFailure extends RuntimeException {

    private final String workflowType;
    private final String workflowId;
    private final RetryState retryState;

    /** Created by the engine, and by tests. */
    public ChildWorkflowFailure(String message, String workflowType, String workflowId, RetryState retryState,
            Throwable cause) {
        super(message, cause);
        this.workflowType = workflowType;
        this.workflowId = workflowId;
        this.retryState = retryState;
    }

    /** {@return the Workflow Type of the child} */
    public String workflowType() {
        return workflowType;
    }

    /** {@return the Workflow Id of the child} */
    public String workflowId() {
        return workflowId;
    }

    /** {@return why the child was not retried} */
    public RetryState retryState() {
        return retryState;
    }
}
