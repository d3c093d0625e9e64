package io.quarkiverse.activities;

/** Decides what a start does if the latest execution with its Activity Id is closed. */
public enum IdReusePolicy {
    /** Starts a new execution. This is the default. */
    ALLOW_DUPLICATE,
    /** Starts a new execution only if the latest one did not complete. Canceled and terminated executions count as failed. */
    ALLOW_DUPLICATE_FAILED_ONLY,
    /** Refuses the start. */
    REJECT_DUPLICATE
}
