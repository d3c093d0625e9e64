package io.quarkiverse.activities.failure;

/**
 * Thrown by {@link io.quarkiverse.activities.ActivityContext#heartbeat}: the application shuts down and has handed the attempt
 * back. Another node, or this one after its restart, takes it again at once, with its number and its heartbeat details, and
 * nothing that this attempt still does is recorded.
 */
public class ActivityWorkerShutdownException extends ActivityCompletionException {

    /** Made by the engine, and by tests. */
    public ActivityWorkerShutdownException(String message) {
        super(message);
    }
}
