package io.quarkiverse.activities;

/** What an open Activity Execution is doing now. A closed one has none. */
public enum ActivityRunState {
    /** Waiting for a worker, for the end of a backoff, or for the end of a start delay. */
    SCHEDULED,
    /** An attempt is in progress. */
    STARTED,
    /** An attempt is in progress and was asked to cancel. */
    CANCEL_REQUESTED,
    /** An attempt is in progress; when it ends without closing the execution, the execution pauses. */
    PAUSE_REQUESTED,
    /** Paused: no attempt is in progress and none is dispatched. */
    PAUSED
}
