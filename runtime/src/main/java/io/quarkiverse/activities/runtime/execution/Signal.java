package io.quarkiverse.activities.runtime.execution;

import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityCompletionException;
import io.quarkiverse.activities.failure.ActivityPausedException;
import io.quarkiverse.activities.failure.ActivityResetException;

/** What a running attempt must hear: pushed to its owner, and answered to its heartbeats. At most one at a time. */
public enum Signal {
    /** Nothing: carry on. */
    NONE,
    /** A cancellation was requested. */
    CANCEL,
    /** A pause was requested. */
    PAUSE,
    /** A reset was requested. */
    RESET,
    /** The attempt is no longer current: whatever it reports will be refused. Never answered to a heartbeat. */
    GONE;

    /**
     * {@return what is thrown in an attempt that hears this, or null where nothing asks it to stop}
     *
     * @param attempt the attempt, as its message names it
     */
    public ActivityCompletionException toException(Object attempt) {
        return switch (this) {
            case CANCEL -> new ActivityCanceledException(attempt + " was asked to cancel");
            case PAUSE -> new ActivityPausedException(attempt + " was asked to pause");
            case RESET -> new ActivityResetException(attempt + " was asked to start over");
            case NONE, GONE -> null;
        };
    }

    /** {@return the flag with which a heartbeat is answered in this state} */
    public static Signal of(State state) {
        return switch (state) {
            case CANCEL_REQUESTED -> CANCEL;
            case PAUSE_REQUESTED -> PAUSE;
            case RESET_REQUESTED -> RESET;
            default -> NONE;
        };
    }
}
