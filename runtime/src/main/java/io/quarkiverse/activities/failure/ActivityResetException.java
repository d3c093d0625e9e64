package io.quarkiverse.activities.failure;

/**
 * Thrown by {@link io.quarkiverse.activities.ActivityContext#heartbeat}: a reset was requested. The attempt may go on; if it
 * completes, so does the execution. If this exception, or any other, leaves the method, attempt 1 follows at once.
 */
public class ActivityResetException extends ActivityCompletionException {

    /** Made by the engine, and by tests. */
    public ActivityResetException(String message) {
        super(message);
    }
}
