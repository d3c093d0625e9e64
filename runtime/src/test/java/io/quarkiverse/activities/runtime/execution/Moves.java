package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.quarkiverse.activities.runtime.execution.OptionsChange.RetryChange;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** All moves that can be made with an execution at any time. A move may advance the clock, and may then apply an event. */
final class Moves {

    record Move(String name, BiFunction<Execution, Instant, Instant> clock, Function<Execution, Event> event) {

        Instant clock(Execution e, Instant now) {
            Instant then = clock.apply(e, now);
            return then == null || then.isBefore(now) ? now : then;
        }

        Event event(Execution e) {
            return event.apply(e);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final UUID NODE = new UUID(0, 1);

    private static final Payload DETAILS = Payload.of("details".getBytes());
    private static final Failure BOOM = Failure.application("Boom", "boom");
    private static final Failure FATAL = new Failure(Failure.Kind.APPLICATION, "fatal", "Fatal", true, null, false, null, null,
            null, null, null);
    private static final Failure LATER = new Failure(Failure.Kind.APPLICATION, "later", "Later", false, Duration.ofSeconds(3),
            false, null, null, null, null, null);

    static final List<Move> ALL = all();

    private Moves() {
    }

    /** {@return options with different combinations of timeouts} */
    static List<Options> options() {
        return List.of(
                options(0, 0, 10, 0, 0, 3),
                options(30, 0, 10, 4, 0, 0),
                options(9, 3, 4, 0, 2, 2),
                options(0, 5, 6, 3, 0, 1));
    }

    private static Options options(int scheduleToClose, int scheduleToStart, int startToClose, int heartbeat, int startDelay,
            int maximumAttempts) {
        return new Options("queue", seconds(scheduleToClose), seconds(scheduleToStart), seconds(startToClose),
                seconds(heartbeat), seconds(startDelay), 0,
                new RetryRules(null, 0, seconds(5), maximumAttempts, List.of("TemporalTimeout:Heartbeat")));
    }

    private static List<Move> all() {
        List<Move> moves = new ArrayList<>();
        later(moves, "a second passes", (e, now) -> now.plusSeconds(1), e -> null);
        later(moves, "timers fire when due", (e, now) -> Deadlines.nextDue(e), e -> new Event.TimersDue());
        later(moves, "timers fire late", (e, now) -> plus(Deadlines.nextDue(e), 2), e -> new Event.TimersDue());
        later(moves, "claim when dispatched", (e, now) -> e.attempt().dispatchTime(), e -> claim());
        now(moves, "claim", e -> claim());
        now(moves, "heartbeat", e -> new Event.Heartbeat(token(e), DETAILS));
        now(moves, "heartbeat by id without details", e -> new Event.Heartbeat(AttemptRef.byId(), null));
        now(moves, "heartbeat with a stale token", e -> new Event.Heartbeat(stale(e), DETAILS));
        now(moves, "fail", e -> new Event.Fail(token(e), BOOM, null, "reporter"));
        now(moves, "fail by id with heartbeat", e -> new Event.Fail(AttemptRef.byId(), BOOM, DETAILS, "reporter"));
        now(moves, "fail without failure", e -> new Event.Fail(token(e), null, null, "reporter"));
        now(moves, "fail with a delay", e -> new Event.Fail(token(e), LATER, null, "reporter"));
        now(moves, "fail with a stale token", e -> new Event.Fail(stale(e), BOOM, null, "reporter"));
        now(moves, "fail with a non-retryable failure", e -> new Event.Fail(token(e), FATAL, null, "reporter"));
        now(moves, "fail as canceled by id",
                e -> new Event.Fail(AttemptRef.byId(), Failure.canceled("c", null), null, "r"));
        now(moves, "too large a result",
                e -> new Event.Oversized(new Event.Fail(token(e), Failure.server("too large", true, null), null, "reporter")));
        now(moves, "complete", e -> new Event.Complete(token(e), DETAILS, "reporter"));
        now(moves, "complete by id", e -> new Event.Complete(AttemptRef.byId(), null, "reporter"));
        now(moves, "complete with a stale token", e -> new Event.Complete(stale(e), null, "reporter"));
        now(moves, "report canceled", e -> new Event.ReportCanceled(token(e), DETAILS, "reporter"));
        now(moves, "request cancel", e -> new Event.RequestCancel("why", DETAILS, null, "canceller"));
        now(moves, "request cancel c", e -> new Event.RequestCancel("why", DETAILS, "c", "canceller"));
        now(moves, "terminate", e -> new Event.Terminate("why", null, "terminator"));
        now(moves, "terminate t", e -> new Event.Terminate("why", "t", "terminator"));
        now(moves, "pause", e -> new Event.Pause(null, null));
        now(moves, "pause p", e -> new Event.Pause(null, "p"));
        now(moves, "unpause", e -> new Event.Unpause(null));
        now(moves, "reset", e -> new Event.Reset(false, false, false, null));
        now(moves, "reset r, keep paused, all", e -> new Event.Reset(true, true, true, "r"));
        now(moves, "update timeouts", e -> update(
                new OptionsChange(null, seconds(20), seconds(0), seconds(3), seconds(2), null, null, null)));
        now(moves, "clear schedule-to-close", e -> update(
                new OptionsChange(null, Duration.ZERO, null, null, null, null, null, null)));
        now(moves, "update retry", e -> update(
                new OptionsChange("other", null, null, null, null, null, 4, new RetryChange(false, seconds(2), 1.5, null, 2))));
        now(moves, "update start delay", e -> update(new OptionsChange(null, null, null, null, null, seconds(4), null, null)));
        now(moves, "update wrongly", e -> update(
                new OptionsChange(null, Duration.ZERO, null, Duration.ZERO, null, null, null, RetryChange.CLEAR)));
        now(moves, "restore options", e -> new Event.RestoreOptions(null));
        now(moves, "lease lost", e -> new Event.LeaseLost(NODE, 2));
        now(moves, "hand back", e -> new Event.HandBack(token(e), false, null));
        now(moves, "hand back begun", e -> new Event.HandBack(token(e), true, null));
        now(moves, "release ownership", e -> new Event.ReleaseOwnership(token(e)));
        now(moves, "became visible", e -> new Event.BecameVisible());
        return List.copyOf(moves);
    }

    private static void now(List<Move> moves, String name, Function<Execution, Event> event) {
        moves.add(new Move(name, (e, now) -> now, event));
    }

    private static void later(List<Move> moves, String name, BiFunction<Execution, Instant, Instant> clock,
            Function<Execution, Event> event) {
        moves.add(new Move(name, clock, event));
    }

    private static Event claim() {
        return new Event.Claim(NODE, "worker");
    }

    private static Event update(OptionsChange change) {
        return new Event.UpdateOptions(change, null);
    }

    private static AttemptRef token(Execution e) {
        return AttemptRef.byToken(e.attempt().fence());
    }

    private static AttemptRef stale(Execution e) {
        return AttemptRef.byToken(e.attempt().fence() - 1);
    }

    private static Instant plus(Instant time, int seconds) {
        return time == null ? null : time.plusSeconds(seconds);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
