package io.quarkiverse.activities.failure;

/** A cancellation was requested. Leaving the method with this exception acknowledges it: the execution closes as canceled. */
public class ActivityCanceledException extends ActivityCompletionException {

    public ActivityCanceledException(String message) {
        super(message);
    }
}
