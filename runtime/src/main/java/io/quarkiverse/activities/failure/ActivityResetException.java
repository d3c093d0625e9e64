package io.quarkiverse.activities.failure;

/** A reset was requested. The attempt may stop here or go on. */
public class ActivityResetException extends ActivityCompletionException {

    public ActivityResetException(String message) {
        super(message);
    }
}
