package io.quarkiverse.activities.failure;

/** Thrown inside an attempt that should end, because its outcome no longer counts or is no longer wanted. */
public abstract class ActivityCompletionException extends ActivityException {

    protected ActivityCompletionException(String message) {
        super(message);
    }

    protected ActivityCompletionException(String message, Throwable cause) {
        super(message, cause);
    }
}
