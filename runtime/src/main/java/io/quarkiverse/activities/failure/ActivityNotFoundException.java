package io.quarkiverse.activities.failure;

/**
 * There is no such Activity Execution: its start was never committed, it was deleted, or retention has taken it after it had
 * closed.
 */
public class ActivityNotFoundException extends ActivityException {

    /** Made by the engine, and by tests. */
    public ActivityNotFoundException(String message) {
        super(message);
    }
}
