package io.quarkiverse.activities;

/** Where an Activity Execution stands as a whole. */
public enum ActivityStatus {
    /** Open: waiting for a worker, in an attempt, or backing off between two attempts. */
    RUNNING,
    /** Open, and held back from workers until it is unpaused. */
    PAUSED,
    /** Closed with a result. */
    COMPLETED,
    /** Closed with the failure of its last attempt. */
    FAILED,
    /** Closed by a cancellation that was requested. */
    CANCELED,
    /** Closed by force. */
    TERMINATED,
    /** Closed by one of its timeouts. */
    TIMED_OUT;

    /** {@return whether nothing can change this execution any more but its deletion} */
    public boolean isClosed() {
        return this != RUNNING && this != PAUSED;
    }
}
