package io.quarkiverse.activities.failure;

/**
 * Thrown by {@link io.quarkiverse.activities.ActivityContext#heartbeat}: a pause was requested. The attempt may go on; if it
 * completes, so does the execution. If this exception, or any other, leaves the method, the attempt has failed, and the next
 * one waits until the execution is unpaused.
 */
public class ActivityPausedException extends ActivityCompletionException {

    /** Made by the engine, and by tests. */
    public ActivityPausedException(String message) {
        super(message);
    }
}
