package io.quarkiverse.activities.failure;

/**
 * Reports that a cancellation was requested. An attempt that ends with this exception acknowledges the request, and the
 * execution closes as canceled. If no cancellation was requested, the exception is an ordinary failure.
 */
public class ActivityCanceledException extends ActivityCompletionException {

    private final transient Object details;

    /** Creates an exception without details. */
    public ActivityCanceledException(String message) {
        this(message, (Object) null);
    }

    /**
     * Creates an exception with details.
     *
     * @param details details for callers that wait for the result: any value that can be written as JSON, or null
     */
    public ActivityCanceledException(String message, Object details) {
        super(message);
        this.details = details;
    }

    /** Creates an exception with a cause and without details. */
    public ActivityCanceledException(String message, Throwable cause) {
        super(message, cause);
        details = null;
    }

    /** {@return the details of this exception, or null} */
    public Object details() {
        return details;
    }
}
