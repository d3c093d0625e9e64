package io.quarkiverse.activities;

/** The reason why an Activity Execution was, or was not, retried. */
public enum RetryState {
    /** Another attempt follows. */
    IN_PROGRESS,
    /** The failure is marked as non-retryable, or its type is listed as non-retryable. */
    NON_RETRYABLE_FAILURE,
    /** There was no time left for another attempt. */
    TIMEOUT,
    /** The retry policy allows no further attempt. */
    MAXIMUM_ATTEMPTS_REACHED,
    /** There is no retry policy. Exists for parity with Temporal: in this extension, an execution always has one. */
    RETRY_POLICY_NOT_SET,
    /** The engine failed. Exists for parity with Temporal. */
    INTERNAL_SERVER_ERROR,
    /** A cancellation was requested, so no further attempt follows. */
    CANCEL_REQUESTED
}
