package io.quarkiverse.activities.workflow;

/** Thrown if there is no such workflow, or if it is closed and the operation needs an open one. */
public final class WorkflowNotFoundException extends RuntimeException {

    /** Created by the engine, and by tests. */
    public WorkflowNotFoundException(String message) {
        super(message);
    }
}
