package io.quarkiverse.activities.failure;

/**
 * Thrown by {@link io.quarkiverse.activities.ActivityContext#heartbeat} after a reset was requested. The attempt may continue.
 * If it completes, the execution completes. If this exception, or any other, leaves the method, attempt 1 follows at once.
 */
public class ActivityResetException extends ActivityCompletionException {

    /** Created by the engine, and by tests. */
    public ActivityResetException(String message) {
        super(message);
    }
}
