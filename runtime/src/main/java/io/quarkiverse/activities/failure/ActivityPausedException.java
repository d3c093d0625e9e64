package io.quarkiverse.activities.failure;

/** A pause was requested. The attempt may stop here or go on. */
public class ActivityPausedException extends ActivityCompletionException {

    public ActivityPausedException(String message) {
        super(message);
    }
}
