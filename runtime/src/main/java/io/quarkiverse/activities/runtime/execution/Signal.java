package io.quarkiverse.activities.runtime.execution;

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
