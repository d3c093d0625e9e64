package io.quarkiverse.activities.runtime.execution;

import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityCompletionException;
import io.quarkiverse.activities.failure.ActivityPausedException;
import io.quarkiverse.activities.failure.ActivityResetException;

/** A request to a running attempt. Its owner gets it as a notification and in the answers to heartbeats, one at a time. */
public enum Signal {
    /** No request. */
    NONE,
    /** A cancellation was requested. */
    CANCEL,
    /** A pause was requested. */
    PAUSE,
    /** A reset was requested. */
    RESET,
    /** The attempt is no longer current, so its reports are refused. Never the answer to a heartbeat. */
    GONE;

    /**
     * {@return the exception to throw in an attempt that gets this signal, or null if the signal does not stop it}
     *
     * @param attempt the attempt, as the message names it
     */
    public ActivityCompletionException toException(Object attempt) {
        return switch (this) {
            case CANCEL -> new ActivityCanceledException(attempt + " was asked to cancel");
            case PAUSE -> new ActivityPausedException(attempt + " was asked to pause");
            case RESET -> new ActivityResetException(attempt + " was asked to start over");
            case NONE, GONE -> null;
        };
    }

    /** {@return the signal in the answer to a heartbeat in this state} */
    public static Signal of(State state) {
        return switch (state) {
            case CANCEL_REQUESTED -> CANCEL;
            case PAUSE_REQUESTED -> PAUSE;
            case RESET_REQUESTED -> RESET;
            default -> NONE;
        };
    }
}
