package io.quarkiverse.activities.workflow;

/**
 * Thrown by {@link WorkflowContext#version} in a run that recorded a version which the code no longer supports. It is not a
 * failure: the run stays open until you deploy code that supports the version.
 */
public final class UnsupportedVersionException extends RuntimeException {

    /** Created by the engine, and by tests. */
    public UnsupportedVersionException(String message) {
        super(message);
    }
}
