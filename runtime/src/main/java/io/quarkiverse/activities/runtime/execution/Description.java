package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;

/**
 * The properties of an execution that {@code describe} derives from its {@link Execution} and the current time.
 *
 * @param runState null if the execution is closed
 * @param retryInterval the current backoff in whole milliseconds, or null
 * @param nextAttemptTime the end of the current backoff or start delay, or null
 * @param expirationTime when schedule-to-close ends or would have ended, or null
 */
public record Description(ActivityStatus status, ActivityRunState runState, Duration retryInterval, Instant nextAttemptTime,
        Instant expirationTime) {

    public static Description of(Execution e, Instant now) {
        Attempt attempt = e.attempt();
        boolean ahead = e.state() == State.SCHEDULED && attempt.dispatchTime().isAfter(now);
        Duration interval = ahead && attempt.retryInterval() != null
                ? attempt.retryInterval().truncatedTo(ChronoUnit.MILLIS)
                : null;
        return new Description(e.state().status(), runState(e), interval, ahead ? attempt.dispatchTime() : null,
                e.expirationTime());
    }

    /** {@return the run state} A reset that waits for the end of the attempt is not visible in it. */
    private static ActivityRunState runState(Execution e) {
        return switch (e.state()) {
            case SCHEDULED -> ActivityRunState.SCHEDULED;
            case STARTED -> ActivityRunState.STARTED;
            case CANCEL_REQUESTED -> ActivityRunState.CANCEL_REQUESTED;
            case PAUSE_REQUESTED -> ActivityRunState.PAUSE_REQUESTED;
            case RESET_REQUESTED -> e.requests().pendingReset().keepPaused() ? ActivityRunState.PAUSE_REQUESTED
                    : ActivityRunState.STARTED;
            case PAUSED -> ActivityRunState.PAUSED;
            case COMPLETED, FAILED, CANCELED, TERMINATED, TIMED_OUT -> null;
        };
    }
}
