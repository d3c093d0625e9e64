package io.quarkiverse.activities.failure;

/**
 * Thrown by {@link io.quarkiverse.activities.ActivityContext#heartbeat} when the application shuts down and has handed the
 * attempt back. Another node, or this node after its restart, takes the attempt again at once, with the same number and
 * heartbeat details. Nothing that this attempt does from now on is recorded.
 */
public class ActivityWorkerShutdownException extends ActivityCompletionException {

    /** Created by the engine, and by tests. */
    public ActivityWorkerShutdownException(String message) {
        super(message);
    }
}
