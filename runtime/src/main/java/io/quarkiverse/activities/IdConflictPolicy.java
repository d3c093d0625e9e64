package io.quarkiverse.activities;

/** Decides what a start does if an execution with its Activity Id is open. */
public enum IdConflictPolicy {
    /** Refuses the start. This is the default. */
    FAIL,
    /** Starts nothing, and returns a handle of the open execution. */
    USE_EXISTING,
    /** Terminates the open execution and starts a new one. */
    TERMINATE_EXISTING
}
