package io.quarkiverse.activities.failure;

/**
 * Thrown when an attempt is no longer current: it timed out, its execution was closed or deleted, or it never existed. Its
 * reports are not recorded. An attempt that ends with this exception does not count as failed.
 */
public class ActivityNotExistsException extends ActivityCompletionException {

    /** Created by the engine, and by tests. */
    public ActivityNotExistsException(String message) {
        super(message);
    }
}
