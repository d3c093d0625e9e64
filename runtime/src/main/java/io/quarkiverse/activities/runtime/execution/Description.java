package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;

/**
 * What describe shows of an execution at a moment, beyond what its {@link Execution} says as it is.
 *
 * @param runState null when closed
 * @param retryInterval the backoff being waited for, in whole milliseconds, or null
 * @param nextAttemptTime the end of the backoff or start delay being waited for, or null
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

    /** A reset that waits for the attempt's end does not show. */
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
