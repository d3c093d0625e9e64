package io.quarkiverse.activities.failure;

/** The attempt is no longer current: it timed out, its execution was closed, or it was never there. */
public class ActivityNotExistsException extends ActivityCompletionException {

    public ActivityNotExistsException(String message) {
        super(message);
    }
}
