package io.quarkiverse.activities.failure;

/** The application shuts down. The attempt should finish soon or stop here. */
public class ActivityWorkerShutdownException extends ActivityCompletionException {

    public ActivityWorkerShutdownException(String message) {
        super(message);
    }
}
