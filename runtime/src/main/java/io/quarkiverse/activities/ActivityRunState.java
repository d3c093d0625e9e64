package io.quarkiverse.activities;

/** The detailed state of an open Activity Execution. A closed execution has none. */
public enum ActivityRunState {
    /** The execution waits for a worker, or for the end of a backoff or a start delay. */
    SCHEDULED,
    /** An attempt is in progress. */
    STARTED,
    /** An attempt is in progress, and its cancellation was requested. */
    CANCEL_REQUESTED,
    /** An attempt is in progress. The execution pauses when that attempt ends without closing the execution. */
    PAUSE_REQUESTED,
    /** The execution is paused: no attempt is in progress and none is dispatched. */
    PAUSED
}
