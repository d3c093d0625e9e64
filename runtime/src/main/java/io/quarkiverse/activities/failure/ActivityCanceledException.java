package io.quarkiverse.activities.failure;

/**
 * A cancellation was requested. Leaving the method with this exception acknowledges it: the execution closes as
 * canceled. Thrown where nobody requested one it is an ordinary failure.
 */
public class ActivityCanceledException extends ActivityCompletionException {

    private final transient Object details;

    /** Without details. */
    public ActivityCanceledException(String message) {
        this(message, (Object) null);
    }

    /** @param details what whoever waits for the result is told: anything that can be written as JSON, or null */
    public ActivityCanceledException(String message, Object details) {
        super(message);
        this.details = details;
    }

    /** Without details, with a cause. */
    public ActivityCanceledException(String message, Throwable cause) {
        super(message, cause);
        details = null;
    }

    /** {@return the details it was thrown with, or null} */
    public Object details() {
        return details;
    }
}
