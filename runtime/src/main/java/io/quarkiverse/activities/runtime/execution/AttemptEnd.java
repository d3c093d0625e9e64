package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.quarkiverse.activities.ActivityChange.Kind;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.Requests.PendingReset;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.spi.Failure;

/** Computes the next state of an execution whose attempt ended without completing it. */
final class AttemptEnd {

    static final String WORKER_LOST = "worker lost";

    private static final Failure NO_DETAILS = Failure.application(null, "activity task failed without failure details");
    private static final Failure INTERRUPTED = Failure.server("The worker shut down before the attempt ended", false, null);
    private static final String NO_TIME_LEFT = "Not enough time to schedule next retry before activity "
            + "ScheduleToClose timeout, giving up retrying";

    private AttemptEnd() {
    }

    /**
     * Ends an attempt that reported a failure.
     *
     * @param before the execution before the event, for the answer
     * @param current the same execution with the heartbeat details of the report
     * @param failure the reported failure, or null
     * @param thrown the names of the thrown class and its superclasses, as far as they are known
     */
    static Applied failed(Execution before, Execution current, Failure failure, Collection<String> thrown, String reporter,
            Instant now) {
        Execution ended = current.withAttempt(current.attempt().ended(now));
        RetryDecision decision = RetryDecision.of(current, failure, thrown, now);
        Failure whole = failure == null ? NO_DETAILS : failure;
        Execution next;
        if (current.requests().pendingReset() != null || decision.retries()) {
            next = repeat(ended.withLastFailure(FailureLimit.between(failure)), decision, now);
        } else {
            next = ended.withLastFailure(whole).withLastWorker(reporter)
                    .close(State.FAILED, Outcome.failed(whole, decision.state()), now);
        }
        return new Applied(before, next, AttemptRecord.of(before, FailureLimit.between(failure), now));
    }

    /** Ends an attempt that timed out. */
    static Applied timedOut(Execution current, TimeoutType type, String message, Instant now) {
        Execution ended = current.withAttempt(current.attempt().ended(now));
        Failure bare = Failure.timeout(type, message);
        RetryDecision decision = RetryDecision.of(current, bare, List.of(), now);
        boolean goesOn = current.requests().pendingReset() != null || decision.retries();
        return new Applied(current, goesOn ? repeat(ended.withLastFailure(bare), decision, now)
                : closedByTimeout(current, ended, bare, decision, now), AttemptRecord.of(current, bare, now));
    }

    /**
     * Ends an attempt whose node is lost. Perhaps the attempt has ended its node: an execution that loses too many attempts in
     * a row is paused.
     *
     * @param limit how many attempts in a row may be lost, or 0 for any number
     */
    static Applied lost(Execution current, TimeoutType type, int limit, Instant now) {
        Execution ended = current.withAttempt(current.attempt().ended(now));
        Failure bare = Failure.timeout(type, WORKER_LOST);
        RetryDecision decision = RetryDecision.afterLoss(current, bare, now);
        Execution next;
        if (current.requests().pendingReset() != null) {
            next = reset(ended.withLastFailure(bare), now);
        } else if (!decision.retries()) {
            next = closedByTimeout(current, ended, bare, decision, now);
        } else {
            Attempt following = ended.attempt().nextAfterLoss(decision.interval());
            next = ended.withLastFailure(bare).withAttempt(following).withState(waiting(ended));
            if (limit > 0 && following.lostInARow() >= limit) {
                String reason = "Paused because " + following.lostInARow() + " attempts in a row were lost with their node";
                next = next.withState(State.PAUSED).withRequests(next.requests().paused(next.requests().pause(), reason)
                        .with(Kind.PAUSE, null, reason, now));
            }
        }
        return new Applied(current, next, AttemptRecord.of(current, bare, now));
    }

    private static Execution closedByTimeout(Execution current, Execution ended, Failure bare, RetryDecision decision,
            Instant now) {
        Failure last = withContext(bare, current);
        Failure outcome = decision.state() != RetryState.TIMEOUT ? last
                : withContext(Failure.timeout(TimeoutType.SCHEDULE_TO_CLOSE, NO_TIME_LEFT), current);
        return ended.withLastFailure(last).close(State.TIMED_OUT, Outcome.failed(outcome, decision.state()), now);
    }

    /** {@return a timeout that closes an execution, with the last heartbeat details and the last failure as its cause} */
    static Failure withContext(Failure timeout, Execution execution) {
        return timeout.withLastHeartbeatDetailsAndCause(execution.heartbeats().details(), execution.lastFailure());
    }

    /**
     * Ends an attempt because its worker shuts down. If the method has not begun, the attempt waits again unchanged. If the
     * method was interrupted, the attempt is repeated with the same number. If it was the last attempt that the retry policy
     * allows, the execution fails instead: the method must not run more often than that.
     *
     * @param before the execution before the event, for the answer
     * @param current the same execution with the heartbeat details of the worker
     */
    static Applied handedBack(Execution before, Execution current, boolean begun, Instant now) {
        int counted = current.attempt().counted();
        Attempt returned = begun ? current.attempt().ended(now).withDispatchTime(now).withoutLossesInARow()
                : current.attempt().returned(now);
        Execution ended = current.withAttempt(returned);
        Execution next;
        if (current.requests().pendingReset() != null) {
            next = reset(ended, now);
        } else if (current.state() == State.CANCEL_REQUESTED) {
            next = current.close(State.CANCELED, Outcome.canceled(null), now);
        } else if (begun && !current.options().retry().allowsAnotherAfter(counted)) {
            next = ended.withLastFailure(INTERRUPTED)
                    .close(State.FAILED, Outcome.failed(INTERRUPTED, RetryState.MAXIMUM_ATTEMPTS_REACHED), now);
        } else {
            next = ended.withState(waiting(ended));
        }
        return new Applied(before, next, begun ? AttemptRecord.of(before, INTERRUPTED, now) : null);
    }

    private static Execution repeat(Execution ended, RetryDecision decision, Instant now) {
        if (ended.requests().pendingReset() != null) {
            return reset(ended, now);
        }
        return ended.withAttempt(ended.attempt().next(decision.interval(), decision.fromWorker())).withState(waiting(ended));
    }

    /** Performs the reset that was waiting for the end of the attempt. */
    static Execution reset(Execution ended, Instant now) {
        PendingReset pending = ended.requests().pendingReset();
        return reset(ended, pending, now).withState(pending.keepPaused() ? State.PAUSED : State.SCHEDULED)
                .withRequests(ended.requests().withoutPendingReset());
    }

    /** Goes back to attempt 1, which may start immediately or at the end of the start delay. */
    static Execution reset(Execution e, PendingReset flags, Instant now) {
        Execution restored = flags.restoreOriginal() ? e.withOptions(e.originalOptions()) : e;
        return restored.withAttempt(restored.attempt().reset(Deadlines.latest(now, restored.startDelayEnd())))
                .withHeartbeats(flags.resetHeartbeat() ? e.heartbeats().reset() : e.heartbeats());
    }

    /** {@return the state in which an execution waits after its attempt ended} */
    static State waiting(Execution ended) {
        return ended.state() == State.PAUSE_REQUESTED ? State.PAUSED : State.SCHEDULED;
    }
}
