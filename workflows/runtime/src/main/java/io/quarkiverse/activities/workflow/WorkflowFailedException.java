package io.quarkiverse.activities.workflow;

import java.util.Optional;

import io.quarkiverse.activities.RetryState;

/** Thrown to those who wait for the result of a workflow that closed without one. The cause says why. */
public final class WorkflowFailedException extends RuntimeException {

    private final String workflowId;
    private final WorkflowStatus status;
    private final RetryState retryState;

    /**
     * Created by the engine, and by tests.
     *
     * @param retryState why no other run followed, or null
     */
    public WorkflowFailedException(String workflowId, WorkflowStatus status, RetryState retryState, Throwable cause) {
        super("Workflow '" + workflowId + "' closed without a result: " + status, cause);
        this.workflowId = workflowId;
        this.status = status;
        this.retryState = retryState;
    }

    /** {@return the Workflow Id} */
    public String workflowId() {
        return workflowId;
    }

    /** {@return how the workflow closed} */
    public WorkflowStatus status() {
        return status;
    }

    /** {@return why the retry policy of the workflow did not start another run} */
    public Optional<RetryState> retryState() {
        return Optional.ofNullable(retryState);
    }
}
