package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.IdRules.Decision;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.AttemptReports;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.ExecutionSnapshot;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunIds;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.StartVerdict;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** The engine at the boundary of its store, on a real database and in real time. */
final class StoreEngine implements EngineUnderTest {

    private static final String TYPE = "Recorded";
    private static final UUID NODE = new UUID(0, 1);
    /** The time that a poll waits for a task that is almost due, like the recorded polls. */
    private static final Duration POLL_WAIT = Duration.ofMillis(50);

    private record Token(UUID run, int fence) {
    }

    private final ActivityStore store;
    private final AttemptReports reports;
    private final Sweeper sweeper;
    private final String id = UUID.randomUUID().toString();
    private final String taskQueue = id;

    StoreEngine(ActivityStore store, AttemptReports reports, Sweeper sweeper) {
        this.store = store;
        this.reports = reports;
        this.sweeper = sweeper;
    }

    @Override
    public void pass(Duration time) {
        sleep(time);
        try {
            sweeper.awaitRound();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Started start(Options options, Payload input, IdReusePolicy reuse, IdConflictPolicy conflict, String requestId) {
        Applied start = accepted(ActivityMachine.start(onOwnQueue(options), requestId, NewExecution.EPOCH));
        StartVerdict verdict = store
                .start(List.of(new NewExecution(RunIds.at(Instant.now()), id, TYPE, Payload.bytes(input), null, start.next(),
                        reuse, conflict, requestId, 0, null, false)))
                .get(0);
        if (verdict.decision() == Decision.REFUSE) {
            throw new Refused(Refusal.ALREADY_EXISTS, "taken");
        }
        return new Started(verdict.runId(), verdict.started());
    }

    private Options onOwnQueue(Options o) {
        return new Options(taskQueue, o.scheduleToClose(), o.scheduleToStart(), o.startToClose(), o.heartbeat(),
                o.startDelay(), o.priority(), o.retry());
    }

    @Override
    public Task poll(String identity) {
        ClaimRequest request = new ClaimRequest(taskQueue, List.of(TYPE), NODE, identity, 1, ClaimOrder.PRIORITY,
                ClaimFloor.NONE);
        List<ClaimedTask> claimed = store.claim(request);
        while (claimed.isEmpty() && isNearlyDue()) {
            sleep(Duration.ofMillis(1));
            claimed = store.claim(request);
        }
        if (claimed.isEmpty()) {
            return null;
        }
        ClaimedTask task = claimed.get(0);
        return new Task(new Token(task.runId(), task.fence()), task.attempt(), task.scheduleToClose(), task.startToClose(),
                task.heartbeat(), Payload.ofNullable(task.heartbeatDetails()));
    }

    private boolean isNearlyDue() {
        ExecutionSnapshot found = store.find(RunRef.latest(id));
        return found != null && found.execution().state() == State.SCHEDULED
                && found.execution().attempt().dispatchTime().isBefore(found.now().plus(POLL_WAIT));
    }

    @Override
    public Signal heartbeat(Object token, Payload details) {
        if (token == null) {
            return apply(RunRef.latest(id), new Event.Heartbeat(AttemptRef.byId(), details)).heartbeatFlag();
        }
        Token attempt = (Token) token;
        Signal signal = reports.heartbeat(List.of(new HeartbeatWrite(attempt.run(), attempt.fence(), Payload.bytes(details))))
                .get(0);
        if (signal == Signal.GONE) {
            throw notCurrent();
        }
        return signal;
    }

    @Override
    public void complete(Object token, Payload result, String identity) {
        if (token == null) {
            apply(RunRef.latest(id), new Event.Complete(AttemptRef.byId(), result, identity));
            return;
        }
        Token attempt = (Token) token;
        if (!reports.complete(List.of(new Completion(attempt.run(), attempt.fence(), Payload.bytes(result), identity)))
                .get(0)) {
            throw notCurrent();
        }
    }

    private static Refused notCurrent() {
        return new Refused(Refusal.ATTEMPT_NOT_CURRENT, "not current");
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
        apply(RunRef.latest(id), verb);
    }

    @Override
    public void delete() {
        if (!store.delete(List.of(RunRef.latest(id)), null).get(0).exists()) {
            throw new Refused(Refusal.NOT_FOUND, "no such execution");
        }
    }

    @Override
    public View describe() {
        ExecutionSnapshot found = store.find(RunRef.latest(id));
        return found == null ? null : new View(found.runId(), found.execution(), found.now());
    }

    private RunRef run(Object token) {
        return token == null ? RunRef.latest(id) : RunRef.run(((Token) token).run());
    }

    private static AttemptRef ref(Object token) {
        return token == null ? AttemptRef.byId() : AttemptRef.byToken(((Token) token).fence());
    }

    private Applied apply(RunRef run, Event event) {
        Verdict verdict = store.apply(List.of(new Change(run, event))).get(0);
        if (verdict.transition() == null) {
            throw new Refused(Refusal.NOT_FOUND, "no such execution");
        }
        return accepted(verdict.transition());
    }

    private static Applied accepted(Transition transition) {
        if (transition instanceof Transition.Refused refused) {
            throw new Refused(refused.reason(), refused.message());
        }
        return (Applied) transition;
    }
}
