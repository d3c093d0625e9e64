package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The current attempt: the one in progress, or the next one while none is.
 *
 * @param number counts from 1
 * @param fence bumped by every claim and by nothing else; 0 before the first claim
 * @param owner the node that runs the attempt now, or null when nobody does (waiting, or completing asynchronously)
 * @param dispatchTime from when on a worker may take it: schedule-to-start counts from here
 * @param startedTime when the latest attempt began, or null if none ever did
 * @param endedTime when the latest ended attempt ended, or null
 * @param retryInterval the backoff before this attempt, or null when none is pending; only while waiting or paused
 * @param intervalFromWorker whether that backoff was asked for by the worker rather than computed from the policy
 */
public record Attempt(int number, int fence, UUID owner, Instant dispatchTime, Instant startedTime, Instant endedTime,
        Duration retryInterval, boolean intervalFromWorker) {

    static Attempt first(Instant dispatchTime) {
        return new Attempt(1, 0, null, dispatchTime, null, null, null, false);
    }

    Attempt claimed(UUID newOwner, Instant now) {
        return new Attempt(number, fence + 1, newOwner, dispatchTime, now, endedTime, null, false);
    }

    Attempt ended(Instant now) {
        return new Attempt(number, fence, null, dispatchTime, startedTime, now, null, false);
    }

    /** The next attempt, a backoff after the end of this one. */
    Attempt next(Duration interval, boolean fromWorker) {
        return new Attempt(number + 1, fence, null, endedTime.plus(interval), startedTime, endedTime, interval, fromWorker);
    }

    /** Without an owner and a backoff: no longer running, not yet running again. */
    Attempt idle() {
        return new Attempt(number, fence, null, dispatchTime, startedTime, endedTime, null, false);
    }

    /** Goes on, but belongs to nobody. */
    Attempt released() {
        return new Attempt(number, fence, null, dispatchTime, startedTime, endedTime, retryInterval, intervalFromWorker);
    }

    /** Waits again for a worker, as if it had not been claimed. */
    Attempt returned(Instant now) {
        return new Attempt(number, fence, null, now, isFirstEver() ? null : startedTime, endedTime, null, false);
    }

    Attempt reset(Instant newDispatchTime) {
        return new Attempt(1, fence, null, newDispatchTime, startedTime, endedTime, null, false);
    }

    Attempt withDispatchTime(Instant newDispatchTime) {
        return new Attempt(number, fence, owner, newDispatchTime, startedTime, endedTime, retryInterval, intervalFromWorker);
    }

    Attempt withStartedTime(Instant newStartedTime) {
        return new Attempt(number, fence, owner, dispatchTime, newStartedTime, endedTime, retryInterval, intervalFromWorker);
    }

    Attempt withRetryInterval(Duration newInterval) {
        return new Attempt(number, fence, owner, dispatchTime, startedTime, endedTime, newInterval, intervalFromWorker);
    }

    /** {@return when the pending backoff ends, or null if there is none} */
    Instant backoffEnd() {
        return retryInterval == null ? null : endedTime.plus(retryInterval);
    }

    boolean isFirstEver() {
        return number == 1 && endedTime == null;
    }

    boolean neverStarted() {
        return startedTime == null;
    }
}
