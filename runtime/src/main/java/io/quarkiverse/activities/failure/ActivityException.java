package io.quarkiverse.activities.failure;

/** The base class of the exceptions that the client and attempts receive about an Activity Execution. */
public abstract class ActivityException extends RuntimeException {

    protected ActivityException(String message) {
        super(message);
    }

    protected ActivityException(String message, Throwable cause) {
        super(message, cause);
    }
}
