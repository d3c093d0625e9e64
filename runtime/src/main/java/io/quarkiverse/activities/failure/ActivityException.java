package io.quarkiverse.activities.failure;

/** What the client and an attempt can be told about an Activity Execution. */
public abstract class ActivityException extends RuntimeException {

    protected ActivityException(String message) {
        super(message);
    }

    protected ActivityException(String message, Throwable cause) {
        super(message, cause);
    }
}
