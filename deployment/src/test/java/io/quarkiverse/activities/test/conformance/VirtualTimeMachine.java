package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Deadlines;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.IdRules;
import io.quarkiverse.activities.runtime.execution.IdRules.LatestRun;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/**
 * The state machine alone, with a virtual clock. The clock advances only by a tick per event and during waits. Timers fire
 * exactly when they are due, in order, and only during waits.
 */
final class VirtualTimeMachine implements EngineUnderTest {

    /** The delay of the recorder's describe calls, and the time that its polls waited for a dispatch. */
    private static final Duration LATENESS = Duration.ofMillis(6);
    /** The time by which recorded waits lasted longer than stated. Timers that are due by then still fire during the wait. */
    private static final Duration OVERTIME = Duration.ofMillis(100);
    /** The time between two events. Two deadlines are equal only if one event set both. */
    private static final Duration TICK = Duration.ofNanos(1000);
    private static final UUID NODE = new UUID(0, 1);

    private record Token(int run, int fence) {
    }

    private final Map<Integer, Execution> runs = new HashMap<>();
    private int latest;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public void pass(Duration time) {
        Instant end = now.plus(time);
        for (Instant due = nextDue(); due != null && !due.isAfter(end.plus(OVERTIME)); due = nextDue()) {
            now = later(now, due);
            apply(latest, new Event.TimersDue());
        }
        now = later(now, end);
    }

    private Instant nextDue() {
        return runs.containsKey(latest) ? Deadlines.nextDue(runs.get(latest)) : null;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    @Override
    public Started start(Options options, Payload input, IdReusePolicy reuse, IdConflictPolicy conflict, String requestId) {
        now = now.plus(TICK);
        Execution fresh = accepted(ActivityMachine.start(options, requestId, now)).next();
        Execution existing = runs.get(latest);
        LatestRun latestRun = existing == null ? null : new LatestRun(existing.state().status(), existing.requests().start());
        switch (IdRules.decide(latestRun, reuse, conflict, requestId)) {
            case USE_LATEST -> {
                return new Started(latest, false);
            }
            case REFUSE -> throw new Refused(Refusal.ALREADY_EXISTS, "taken");
            case TERMINATE_AND_START -> apply(latest, new Event.Terminate(null, null, null));
            case START -> {
            }
        }
        runs.put(++latest, fresh);
        return new Started(latest, true);
    }

    @Override
    public Task poll(String identity) {
        Execution waiting = runs.get(latest);
        if (waiting == null || waiting.state() != State.SCHEDULED
                || waiting.attempt().dispatchTime().isAfter(now.plus(LATENESS))) {
            return null;
        }
        now = later(now, waiting.attempt().dispatchTime());
        Execution claimed = apply(latest, new Event.Claim(NODE, identity)).next();
        Options options = claimed.options();
        return new Task(new Token(latest, claimed.attempt().fence()), claimed.attempt().number(), options.scheduleToClose(),
                options.startToClose(), options.heartbeat(), claimed.heartbeats().details());
    }

    @Override
    public Signal heartbeat(Object token, Payload details) {
        return apply(run(token), new Event.Heartbeat(ref(token), details)).heartbeatFlag();
    }

    @Override
    public void complete(Object token, Payload result, String identity) {
        apply(run(token), new Event.Complete(ref(token), result, identity));
    }

    @Override
    public void fail(Object token, Failure failure, Payload lastHeartbeatDetails, String identity) {
        apply(run(token), new Event.Fail(ref(token), failure, lastHeartbeatDetails, identity));
    }

    @Override
    public void reportCanceled(Object token, Payload details, String identity) {
        apply(run(token), new Event.ReportCanceled(ref(token), details, identity));
    }

    @Override
    public void applyVerb(Event verb) {
        apply(latest, verb);
    }

    @Override
    public void delete() {
        existing(latest);
        runs.remove(latest);
    }

    @Override
    public View describe() {
        Execution execution = runs.get(latest);
        return execution == null ? null : new View(latest, execution, now.plus(LATENESS));
    }

    private int run(Object token) {
        return token == null ? latest : ((Token) token).run();
    }

    private static AttemptRef ref(Object token) {
        return token == null ? AttemptRef.byId() : AttemptRef.byToken(((Token) token).fence());
    }

    private Execution existing(int run) {
        Execution execution = runs.get(run);
        if (execution == null) {
            throw new Refused(Refusal.NOT_FOUND, "no such execution");
        }
        return execution;
    }

    private Applied apply(int run, Event event) {
        now = now.plus(TICK);
        event.problem().ifPresent(problem -> {
            throw new Refused(Refusal.INVALID_ARGUMENT, problem);
        });
        Applied applied = accepted(ActivityMachine.apply(existing(run), event, now));
        runs.put(run, applied.next());
        return applied;
    }

    private static Applied accepted(Transition transition) {
        if (transition instanceof Transition.Refused refused) {
            throw new Refused(refused.reason(), refused.message());
        }
        return (Applied) transition;
    }
}
