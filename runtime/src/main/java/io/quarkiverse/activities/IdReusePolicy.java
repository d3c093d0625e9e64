package io.quarkiverse.activities;

/** What a start does when the latest execution with its Activity Id is closed. */
public enum IdReusePolicy {
    /** Start a new execution. The default. */
    ALLOW_DUPLICATE,
    /** Start a new one only if the latest did not complete; canceled and terminated count as failed. */
    ALLOW_DUPLICATE_FAILED_ONLY,
    /** Refuse. */
    REJECT_DUPLICATE
}
