package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The current attempt: the one in progress, or the next one while none is.
 *
 * @param number starts with 1
 * @param fence incremented by every claim and by nothing else; 0 before the first claim
 * @param owner the node that runs the attempt, or null if no node does: it waits, or it completes asynchronously
 * @param dispatchTime the earliest time at which a worker may claim it; schedule-to-start counts from here
 * @param startedTime when the latest attempt began, or null if none has begun
 * @param endedTime when the latest of the ended attempts ended, or null
 * @param retryInterval the pending backoff before this attempt, or null; set only while the execution waits or is paused
 * @param intervalFromWorker whether that backoff comes from the worker rather than from the retry policy
 * @param lost how many of the attempts before this one were lost with their node; they do not count for the retry policy
 * @param lostInARow how many of these were the latest ones; 0 once the execution is closed
 */
public record Attempt(int number, int fence, UUID owner, Instant dispatchTime, Instant startedTime, Instant endedTime,
        Duration retryInterval, boolean intervalFromWorker, int lost, int lostInARow) {

    static Attempt first(Instant dispatchTime) {
        return new Attempt(1, 0, null, dispatchTime, null, null, null, false, 0, 0);
    }

    Attempt claimed(UUID newOwner, Instant now) {
        return new Attempt(number, fence + 1, newOwner, dispatchTime, now, endedTime, null, false, lost, lostInARow);
    }

    Attempt ended(Instant now) {
        return new Attempt(number, fence, null, dispatchTime, startedTime, now, null, false, lost, lostInARow);
    }

    /** {@return the next attempt, which may start after the backoff} */
    Attempt next(Duration interval, boolean fromWorker) {
        return new Attempt(number + 1, fence, null, endedTime.plus(interval), startedTime, endedTime, interval, fromWorker,
                lost, 0);
    }

    /** {@return the next attempt, which may start after the backoff, because this one was lost with its node} */
    Attempt nextAfterLoss(Duration interval) {
        return new Attempt(number + 1, fence, null, endedTime.plus(interval), startedTime, endedTime, interval, false,
                lost + 1, lostInARow + 1);
    }

    /** {@return how many attempts count for the retry policy, including this one} */
    int counted() {
        return number - lost;
    }

    Attempt withoutLossesInARow() {
        return new Attempt(number, fence, owner, dispatchTime, startedTime, endedTime, retryInterval, intervalFromWorker, lost,
                0);
    }

    /** {@return the attempt without an owner and a backoff, because it does not run and no retry is pending} */
    Attempt idle() {
        return new Attempt(number, fence, null, dispatchTime, startedTime, endedTime, null, false, lost, 0);
    }

    /** {@return the attempt without an owner, although it is still in progress} */
    Attempt released() {
        return new Attempt(number, fence, null, dispatchTime, startedTime, endedTime, retryInterval, intervalFromWorker, lost,
                lostInARow);
    }

    /** {@return the attempt as it waits for a worker again, as if it had not been claimed} */
    Attempt returned(Instant now) {
        return new Attempt(number, fence, null, now, isFirstEver() ? null : startedTime, endedTime, null, false, lost,
                lostInARow);
    }

    Attempt reset(Instant newDispatchTime) {
        return new Attempt(1, fence, null, newDispatchTime, startedTime, endedTime, null, false, 0, 0);
    }

    Attempt withDispatchTime(Instant newDispatchTime) {
        return new Attempt(number, fence, owner, newDispatchTime, startedTime, endedTime, retryInterval, intervalFromWorker,
                lost,
                lostInARow);
    }

    Attempt withStartedTime(Instant newStartedTime) {
        return new Attempt(number, fence, owner, dispatchTime, newStartedTime, endedTime, retryInterval, intervalFromWorker,
                lost,
                lostInARow);
    }

    Attempt withRetryInterval(Duration newInterval) {
        return new Attempt(number, fence, owner, dispatchTime, startedTime, endedTime, newInterval, intervalFromWorker, lost,
                lostInARow);
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
