package io.quarkiverse.activities.runtime.execution;

import io.quarkiverse.activities.ActivityStatus;

/**
 * The states of an Activity Execution. The store keeps the code of a state. Codes never change and are never reused.
 */
public enum State {
    SCHEDULED(0, ActivityStatus.RUNNING),
    STARTED(1, ActivityStatus.RUNNING),
    CANCEL_REQUESTED(2, ActivityStatus.RUNNING),
    PAUSE_REQUESTED(3, ActivityStatus.RUNNING),
    RESET_REQUESTED(4, ActivityStatus.RUNNING),
    PAUSED(5, ActivityStatus.PAUSED),
    COMPLETED(10, ActivityStatus.COMPLETED),
    FAILED(11, ActivityStatus.FAILED),
    CANCELED(12, ActivityStatus.CANCELED),
    TERMINATED(13, ActivityStatus.TERMINATED),
    TIMED_OUT(14, ActivityStatus.TIMED_OUT);

    private final short code;
    private final ActivityStatus status;

    State(int code, ActivityStatus status) {
        this.code = (short) code;
        this.status = status;
    }

    public short code() {
        return code;
    }

    public ActivityStatus status() {
        return status;
    }

    public boolean isClosed() {
        return status.isClosed();
    }

    /** {@return whether an attempt is in progress} */
    public boolean isInProgress() {
        return code >= STARTED.code && code <= RESET_REQUESTED.code;
    }

    public static State of(int code) {
        for (State state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("Unknown state " + code);
    }
}
