package io.quarkiverse.activities.failure;

/** There is no such Activity Execution. */
public class ActivityNotFoundException extends ActivityException {

    public ActivityNotFoundException(String message) {
        super(message);
    }
}
