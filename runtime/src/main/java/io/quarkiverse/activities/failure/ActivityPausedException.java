package io.quarkiverse.activities.failure;

/**
 * Thrown by {@link io.quarkiverse.activities.ActivityContext#heartbeat} after a pause was requested. The attempt may continue.
 * If it completes, the execution completes. If this exception, or any other, leaves the method, the attempt counts as failed,
 * and the next attempt waits until the execution is unpaused.
 */
public class ActivityPausedException extends ActivityCompletionException {

    /** Created by the engine, and by tests. */
    public ActivityPausedException(String message) {
        super(message);
    }
}
