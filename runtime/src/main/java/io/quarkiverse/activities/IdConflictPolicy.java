package io.quarkiverse.activities;

/** What a start does when an execution with its Activity Id is open. */
public enum IdConflictPolicy {
    /** Refuse. The default. */
    FAIL,
    /** Start nothing and answer with the open execution. */
    USE_EXISTING,
    /** Terminate the open execution and start a new one. */
    TERMINATE_EXISTING
}
