package io.quarkiverse.activities.workflow;

/** The cause of a {@link ChildWorkflowFailure} when the Workflow Id of the child is in use. */
public final class WorkflowIdInUseException extends RuntimeException {

    /** Created by the engine, and by tests. */
    public WorkflowIdInUseException(String message) {
        super(message);
    }
}
