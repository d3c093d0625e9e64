package io.quarkiverse.activities.runtime.execution;

import static io.quarkiverse.activities.runtime.execution.State.CANCEL_REQUESTED;
import static io.quarkiverse.activities.runtime.execution.State.PAUSED;
import static io.quarkiverse.activities.runtime.execution.State.RESET_REQUESTED;
import static io.quarkiverse.activities.runtime.execution.State.SCHEDULED;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;
import io.quarkiverse.activities.spi.Failure;

/**
 * Checks the invariants that hold for every execution and every transition, whatever the events. They state what
 * users rely on, independently of the implementation of the machine.
 */
final class Invariants {

    /** Reports an invariant that does not hold. */
    static final class Violation extends AssertionError {

        Violation(String rule, Object details) {
            super(rule + ": " + details);
        }

        private Violation(String message, Violation cause) {
            super(message, cause);
        }

        Violation on(String path) {
            return new Violation(getMessage() + "\nreached by: " + path, this);
        }
    }

    private final Machine machine;

    Invariants(Machine machine) {
        this.machine = machine;
    }

    /** Checks one transition and the execution it leads to. */
    void check(Execution before, Event event, Instant now, Transition transition) {
        if (transition instanceof Refused refused) {
            must("a refusal has a message", !refused.message().isBlank(), event);
            must("time and visibility are never refused",
                    !(event instanceof Event.TimersDue) && !(event instanceof Event.BecameVisible), refused);
            return;
        }
        Applied applied = (Applied) transition;
        Execution next = applied.next();
        must("a transition starts from the execution it was applied to", applied.before() == before, applied);
        if (before.state().isClosed()) {
            must("a closed execution never changes", next == before && !applied.closed() && applied.dispatch().isEmpty()
                    && applied.signal().isEmpty() && applied.endedAttempt() == null, next);
            return;
        }
        effects(applied, event, now);
        if (!applied.changed()) {
            return;
        }
        constants(before, next);
        fence(before, event, next);
        number(before, event, next);
        backoff(before, event, now, next);
        precedence(before, event, next);
        repetition(event, now, next);
        check(next, now);
    }

    /** Checks one execution. */
    void check(Execution e, Instant now) {
        shape(e);
        times(e, now);
        options(e.options());
        liveness(e, now);
        int fence = e.attempt().fence();
        long valid = IntStream.rangeClosed(0, fence + 1)
                .filter(f -> machine.apply(e, new Event.Heartbeat(AttemptRef.byToken(f), null), now) instanceof Applied)
                .count();
        must("the fence of an attempt in progress, and no other, is valid", valid == (e.state().isInProgress() ? 1 : 0), e);
    }

    private static void constants(Execution before, Execution next) {
        must("the schedule time never changes", next.scheduledTime().equals(before.scheduledTime()), next);
        must("the start's request id never changes", Objects.equals(next.requests().start(), before.requests().start()), next);
        must("the original options never change", next.originalOptions().equals(before.originalOptions()), next);
        long heard = next.heartbeats().count() - before.heartbeats().count();
        must("heartbeats are counted one by one", heard == 0 || heard == 1, next);
    }

    private static void fence(Execution before, Event event, Execution next) {
        boolean claim = event instanceof Event.Claim;
        must("every claim, and nothing else, increments the fence",
                next.attempt().fence() == before.attempt().fence() + (claim ? 1 : 0), next);
        must("only a claim begins an attempt", claim || before.state().isInProgress() || !next.state().isInProgress(), next);
        must("only a scheduled execution is claimed",
                !claim || before.state() == SCHEDULED && next.state() == State.STARTED, next);
        must("only a claim sets an owner",
                claim || next.attempt().owner() == null || next.attempt().owner().equals(before.attempt().owner()), next);
    }

    private static void number(Execution before, Event event, Execution next) {
        int was = before.attempt().number();
        int is = next.attempt().number();
        boolean reset = before.state() == RESET_REQUESTED || event instanceof Event.Reset && !before.state().isInProgress();
        if (next.state().isClosed()) {
            must("closing leaves the number alone", is == was, next);
        } else if (reset && !next.state().isInProgress()) {
            must("a reset leads to attempt 1", is == 1 && next.attempt().retryInterval() == null, next);
        } else if (endsAttempt(before, next) && isCounted(event)) {
            int maximum = before.options().retry().maximumAttempts();
            must("every counted end is followed by the next number", is == was + 1, next);
            must("no attempt beyond the maximum", maximum == 0 || is - next.attempt().lost() <= maximum, next);
        } else {
            must("nothing else changes the number", is == was, next);
        }
    }

    private static boolean endsAttempt(Execution before, Execution next) {
        return before.state().isInProgress() && !next.state().isInProgress();
    }

    private static boolean isCounted(Event event) {
        return event instanceof Event.Fail || event instanceof Event.Oversized || event instanceof Event.TimersDue
                || event instanceof Event.LeaseLost;
    }

    private static Failure failure(Event event) {
        if (event instanceof Event.Oversized oversized) {
            return oversized.instead().failure();
        }
        return event instanceof Event.Fail fail ? fail.failure() : null;
    }

    private static void backoff(Execution before, Event event, Instant now, Execution next) {
        if (event instanceof Event.Claim) {
            Attempt attempt = before.attempt();
            must("no task is dispatched before its time", !attempt.dispatchTime().isAfter(now), before);
            must("no retry is dispatched before end + interval", attempt.retryInterval() == null
                    || !attempt.endedTime().plus(attempt.retryInterval()).isAfter(now), before);
            must("no first attempt is dispatched before the end of the start delay", attempt.startedTime() != null
                    || !before.scheduledTime().plus(before.options().startDelay()).isAfter(now), before);
        }
        if (endsAttempt(before, next) && isCounted(event) && !next.state().isClosed() && before.state() != RESET_REQUESTED) {
            Failure failure = failure(event);
            boolean asked = failure != null && failure.nextRetryDelay() != null;
            Duration interval = next.attempt().retryInterval();
            must("the end of an attempt is recorded", now.equals(next.attempt().endedTime()), next);
            must("the worker's delay wins over the policy's", next.attempt().intervalFromWorker() == asked
                    && (!asked || interval.equals(failure.nextRetryDelay())), next);
            must("the policy's backoff is between initial and maximum interval",
                    asked || isBetween(interval, next.options().retry()), next);
            must("a retry is dispatched at end + interval", next.attempt().dispatchTime().equals(now.plus(interval)), next);
            must("a retry begins before schedule-to-close ends",
                    next.expirationTime() == null || now.plus(interval).isBefore(next.expirationTime()), next);
        }
    }

    private static boolean isBetween(Duration interval, RetryRules rules) {
        return interval.compareTo(rules.initialInterval()) >= 0
                && (rules.maximumInterval().isZero() || interval.compareTo(rules.maximumInterval()) <= 0);
    }

    private static void precedence(Execution before, Event event, Execution next) {
        boolean ended = endsAttempt(before, next);
        must("nothing follows a requested cancellation", before.state() != CANCEL_REQUESTED
                || next.state() == CANCEL_REQUESTED || next.state().isClosed(), next);
        must("nothing but a reset follows a non-retryable failure",
                failure(event) == null || !failure(event).nonRetryable() || before.state() == RESET_REQUESTED
                        || next.state() == State.FAILED,
                next);
        must("a report ends a pending reset's attempt in attempt 1",
                before.state() != RESET_REQUESTED || !(event instanceof Event.Fail) || !next.state().isClosed(), next);
        must("a pause that was requested pauses", !ended || next.state() != SCHEDULED
                || before.state() != State.PAUSE_REQUESTED, next);
        must("only unpausing, resetting and closing end a pause", before.state() != PAUSED || next.state() == PAUSED
                || next.state().isClosed() || event instanceof Event.Unpause || event instanceof Event.Reset, next);
        must("completion wins over everything requested",
                !(event instanceof Event.Complete) || next.state() == State.COMPLETED, next);
    }

    private static void effects(Applied applied, Event event, Instant now) {
        Execution before = applied.before();
        Execution next = applied.next();
        must("an unchanged execution has no effects", applied.changed() || !applied.closed() && applied.dispatch().isEmpty()
                && applied.signal().isEmpty() && applied.endedAttempt() == null, applied);
        must("waiters are notified of a close", applied.closed() == next.state().isClosed(), applied);
        must("a task that becomes available is announced to its queue", next.state() != SCHEDULED || before.state() == SCHEDULED
                || applied.dispatch().isPresent(), applied);
        must("an attempt that is no longer current is signaled",
                endsAttempt(before, next) == applied.signal().filter(Signal.GONE::equals).isPresent(), applied);
        must("a heartbeat is answered with the state's flag", applied.heartbeatFlag() == Signal.of(next.state()), applied);
        boolean failed = before.state().isInProgress() && isCounted(event) && applied.changed();
        must("every failed attempt, and no other, goes into the history", failed == (applied.endedAttempt() != null)
                || event instanceof Event.HandBack, applied);
        must("a record is about the attempt that ended", applied.endedAttempt() == null
                || applied.endedAttempt().number() == before.attempt().number()
                        && applied.endedAttempt().endedTime().equals(now),
                applied);
    }

    private void repetition(Event event, Instant now, Execution next) {
        if (requestId(event) != null) {
            must("a repeated request changes nothing",
                    machine.apply(next, event, now) instanceof Applied again && !again.changed(), next);
        }
    }

    private static String requestId(Event event) {
        return event instanceof Event.Pause e ? e.requestId()
                : event instanceof Event.Unpause e ? e.requestId()
                        : event instanceof Event.Reset e ? e.requestId()
                                : event instanceof Event.UpdateOptions e ? e.requestId()
                                        : event instanceof Event.RequestCancel e ? e.requestId()
                                                : event instanceof Event.Terminate e ? e.requestId() : null;
    }

    private static void shape(Execution e) {
        Attempt attempt = e.attempt();
        boolean closed = e.state().isClosed();
        must("closed means an outcome", closed == (e.outcome() != null) && closed == (e.closedTime() != null), e);
        must("only an attempt in progress has an owner", attempt.owner() == null || e.state().isInProgress(), e);
        must("only a waiting or paused execution has a backoff", attempt.retryInterval() == null
                || (e.state() == SCHEDULED || e.state() == PAUSED) && attempt.number() > 1 && attempt.endedTime() != null, e);
        must("a pending reset is the state of that name",
                (e.requests().pendingReset() != null) == (e.state() == RESET_REQUESTED), e);
        must("an attempt has a number and a fence", attempt.number() >= 1 && attempt.fence() >= 0, e);
        must("a retry follows an attempt that has started", attempt.number() == 1 || attempt.startedTime() != null, e);
        must("the original is kept only if it differs", e.original() == null || !e.original().equals(e.options()), e);
        must("a failure between attempts is small", closed || FailureLimit.size(e.lastFailure()) <= FailureLimit.BYTES, e);
        must("a closed execution has a failure unless it completed",
                !closed || e.outcome().failure() == null == (e.state() == State.COMPLETED), e);
    }

    private static void times(Execution e, Instant now) {
        Attempt attempt = e.attempt();
        must("nothing comes before the schedule time", Stream.of(attempt.dispatchTime(), attempt.startedTime(),
                attempt.endedTime(), e.closedTime()).allMatch(t -> t == null || !t.isBefore(e.scheduledTime())), e);
        must("nothing has happened in the future", Stream.of(attempt.startedTime(), attempt.endedTime(),
                e.heartbeats().time(), e.closedTime()).allMatch(t -> t == null || !t.isAfter(now)), e);
        must("an attempt never starts before it is dispatched", !e.state().isInProgress()
                || attempt.startedTime() != null && !attempt.startedTime().isBefore(attempt.dispatchTime()), e);
        must("a waiting retry waits for its backoff", e.state() != SCHEDULED || attempt.retryInterval() == null
                || !attempt.dispatchTime().isBefore(attempt.endedTime().plus(attempt.retryInterval())), e);
    }

    private static void options(Options o) {
        boolean whole = !o.scheduleToClose().isZero();
        must("an attempt or the execution is bounded", whole || !o.startToClose().isZero(), o);
        must("the execution's timeout caps the others", !whole || isCapped(o.scheduleToStart(), o.scheduleToClose())
                && isCapped(o.startToClose(), o.scheduleToClose()), o);
        must("the attempt's timeout caps the heartbeat's", o.heartbeat().compareTo(o.startToClose()) <= 0, o);
        must("no timeout is negative", Stream.of(o.scheduleToClose(), o.scheduleToStart(), o.startToClose(), o.heartbeat(),
                o.startDelay()).noneMatch(Duration::isNegative), o);
    }

    private static boolean isCapped(Duration timeout, Duration limit) {
        return !timeout.isZero() && timeout.compareTo(limit) <= 0;
    }

    private void liveness(Execution e, Instant now) {
        Instant due = Deadlines.nextDue(e);
        must("an open execution has a next due time, or waits for a worker, or is paused",
                due != null || e.state() == SCHEDULED || e.state() == PAUSED || e.state().isClosed(), e);
        must("a closed execution has no due time", due == null || !e.state().isClosed(), e);
        must("a pause does not stop schedule-to-close",
                e.state() != PAUSED || Objects.equals(due, e.expirationTime()), e);
        Applied swept = (Applied) machine.apply(e, new Event.TimersDue(), now);
        must("a timer fires when it is due, and not before", swept.changed() == (due != null && !due.isAfter(now)), e);
        Description shown = Description.of(e, now);
        must("a next attempt and a backoff are shown only during a wait",
                (shown.nextAttemptTime() == null || shown.nextAttemptTime().isAfter(now))
                        && (shown.retryInterval() == null || shown.nextAttemptTime() != null),
                shown);
    }

    private static void must(String rule, boolean holds, Object details) {
        if (!holds) {
            throw new Violation(rule, details);
        }
    }
}
