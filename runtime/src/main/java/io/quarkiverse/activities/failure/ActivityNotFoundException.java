package io.quarkiverse.activities.failure;

/**
 * Thrown when there is no such Activity Execution: its start was never committed, it was deleted, or it closed and its
 * retention period is over.
 */
public class ActivityNotFoundException extends ActivityException {

    /** Created by the engine, and by tests. */
    public ActivityNotFoundException(String message) {
        super(message);
    }
}
