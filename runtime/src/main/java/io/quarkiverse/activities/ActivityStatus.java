package io.quarkiverse.activities;

/** The status of an Activity Execution. */
public enum ActivityStatus {
    /** Open: waiting for a worker, in an attempt, or backing off. */
    RUNNING,
    /** Open, and not dispatched to workers until it is unpaused. */
    PAUSED,
    /** Closed with a result. */
    COMPLETED,
    /** Closed with the failure of its last attempt. */
    FAILED,
    /** Closed after a cancellation request. */
    CANCELED,
    /** Closed by a termination. */
    TERMINATED,
    /** Closed by one of its timeouts. */
    TIMED_OUT;

    /** {@return whether the execution is closed} A closed execution can only be deleted. */
    public boolean isClosed() {
        return this != RUNNING && this != PAUSED;
    }
}
