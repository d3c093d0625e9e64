package io.quarkiverse.activities;

/** Why an Activity Execution was, or was not, retried. */
public enum RetryState {
    /** Another attempt follows. */
    IN_PROGRESS,
    /** The failure said so, or its type is listed as non-retryable. */
    NON_RETRYABLE_FAILURE,
    /** No time was left for another attempt. */
    TIMEOUT,
    /** The retry policy allows no further attempt. */
    MAXIMUM_ATTEMPTS_REACHED,
    /** There is no retry policy. Kept for parity with Temporal: an execution here always has one. */
    RETRY_POLICY_NOT_SET,
    /** The engine failed. Kept for parity with Temporal. */
    INTERNAL_SERVER_ERROR,
    /** A cancellation was requested, which rules out further attempts. */
    CANCEL_REQUESTED
}
