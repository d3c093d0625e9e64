package io.quarkiverse.activities.failure;

/**
 * The attempt is no longer current: it timed out, its execution was closed or deleted, or it was never there. What it reports
 * is not recorded. Leaving the method with this exception is no failure.
 */
public class ActivityNotExistsException extends ActivityCompletionException {

    /** Made by the engine, and by tests. */
    public ActivityNotExistsException(String message) {
        super(message);
    }
}
