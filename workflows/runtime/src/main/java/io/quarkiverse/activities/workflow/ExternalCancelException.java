package io.quarkiverse.activities.workflow;

/**
 * Thrown by {@link ExternalWorkflow#cancel} when there is no such workflow. It is not a failure: if it leaves the workflow
 * method, the Workflow Task is tried again.
 */
public final class ExternalCancelException extends RuntimeException {

    /** Created by the engine, and by tests. */
    public ExternalCancelException(String message) {
        super(message);
    }
}
