package io.quarkiverse.activities.test.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Deadlines;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.OptionsChange;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.StoreListener;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.node.NodeLeases;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** Tests changes that are decided under a lock: reports, verbs, timeouts, lost leases. */
abstract class StoreLockedPath extends StoreHotStatements {

    private static final Duration WAIT_FOR_A_LOCK = Duration.ofMillis(900);

    @Inject
    UserTransaction transaction;

    @Inject
    NodeLeases leases;

    private final List<Verdict> decided = new ArrayList<>();
    private final List<Completion> completed = new ArrayList<>();

    private void listen() {
        decided.clear();
        completed.clear();
        store.listen(new StoreListener() {
            @Override
            public void decided(Verdict verdict) {
                decided.add(verdict);
            }

            @Override
            public void completed(Completion completion) {
                completed.add(completion);
            }
        });
    }

    @AfterEach
    void stopListening() {
        store.listen(StoreListener.NONE);
    }

    private static Event.Terminate terminate() {
        return new Event.Terminate("enough", null, null);
    }

    private static Event.RequestCancel cancel() {
        return new Event.RequestCancel("why", null, null, "me");
    }

    /** Asserts that the row has the state of the transition and the right deadline. */
    private void assertWritten(UUID run, Applied applied) {
        Execution next = applied.next();
        if (next.state().isClosed()) {
            assertThat(queryOne(Long.class, "SELECT count(*) FROM activity_execution WHERE run_id = ?", run)).isZero();
            assertThat(execution(run).outcome()).isEqualTo(next.outcome());
            assertThat(execution(run).closedTime()).isEqualTo(next.closedTime());
        } else {
            assertThat(execution(run)).isEqualTo(next);
            assertThat(deadline(run)).isEqualTo(Deadlines.nextDue(next));
        }
    }

    private Applied changed(UUID run, Event event) {
        Applied applied = (Applied) apply(run, event);
        assertThat(applied.changed()).isTrue();
        assertWritten(run, applied);
        return applied;
    }

    private static Event.Fail failure(int fence) {
        return new Event.Fail(AttemptRef.byToken(fence),
                Failure.application("Oops", "attempt " + fence), Payload.of(new byte[] { 3 }),
                WORKER);
    }

    @Test
    void aFailedAttemptIsRetriedAndTheLastOneCloses() {
        UUID run = startAndClaim(Start.of("f").attempts(2));
        changed(run, failure(1));
        Execution waiting = execution(run);
        assertThat(waiting.state()).isEqualTo(State.SCHEDULED);
        assertThat(waiting.attempt().number()).isEqualTo(2);
        assertThat(waiting.attempt().retryInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(waiting.heartbeats().details().data()).containsExactly(3);
        assertThat(find(run).failedAttempts()).hasSize(1);
        assertThat(claim(1)).isEmpty();
        move(Duration.ofSeconds(2));
        assertThat(claim(1)).hasSize(1);
        assertRefused(apply(run, failure(1)), Refusal.ATTEMPT_NOT_CURRENT);
        changed(run, failure(2));
        assertThat(state(run)).isEqualTo(State.FAILED);
        assertThat(execution(run).outcome().retryState()).isEqualTo(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(find(run).failedAttempts()).extracting(AttemptRecord::number).containsExactly(1, 2);
        assertThat(find(run).failedAttempts().get(1).failure().message()).isEqualTo("attempt 2");
        assertThat(find(run).failedAttempts().get(1).worker()).isEqualTo(WORKER);
    }

    @Test
    void theHistoryOfFailedAttemptsIsBounded() {
        UUID run = start(Start.of("h"));
        for (int fence = 1; fence <= 30; fence++) {
            move(Duration.ofHours(1));
            assertThat(claim(1)).hasSize(1);
            changed(run, failure(fence));
        }
        List<AttemptRecord> kept = find(run).failedAttempts();
        assertThat(kept).hasSize(21);
        assertThat(kept).extracting(AttemptRecord::number).startsWith(1, 11, 12).endsWith(29, 30);
    }

    @Test
    void verbsAreStored() {
        UUID run = start(Start.of("v"));
        changed(run, new Event.Pause(null, "p"));
        assertThat(state(run)).isEqualTo(State.PAUSED);
        assertThat(claim(1)).isEmpty();
        changed(run, new Event.Unpause("u"));
        assertThat(claim(1)).hasSize(1);
        changed(run, new Event.Pause(null, "p2"));
        changed(run, new Event.Reset(true, true, true, "r"));
        assertThat(execution(run).requests().pendingReset().keepPaused()).isTrue();
        changed(run, failure(1));
        assertThat(state(run)).isEqualTo(State.PAUSED);
        changed(run, new Event.UpdateOptions(new OptionsChange("elsewhere", Duration.ofHours(1), null, Duration.ofSeconds(5),
                Duration.ofSeconds(2), null, 1, null), "o"));
        assertThat(execution(run).original()).isNotNull();
        changed(run, new Event.Unpause(null));
        assertThat(claim(1)).isEmpty();
        assertThat(claim("elsewhere", List.of(TYPE), NODE, WORKER, 1)).hasSize(1);
        changed(run, new Event.ReleaseOwnership(AttemptRef.byToken(2)));
        assertThat(store.loseLease(NODE, 10)).isZero();
        changed(run, cancel());
        assertThat(state(run)).isEqualTo(State.CANCEL_REQUESTED);
        changed(run, new Event.ReportCanceled(AttemptRef.byToken(2), Payload.of(new byte[] { 1 }), WORKER));
        assertThat(state(run)).isEqualTo(State.CANCELED);
        assertThat(execution(run).requests().cancelReason()).isEqualTo("why");

        UUID waiting = start(Start.of("w"));
        changed(waiting, cancel());
        assertThat(state(waiting)).isEqualTo(State.CANCELED);
        UUID returned = startAndClaim(Start.of("x"));
        changed(returned, new Event.HandBack(AttemptRef.byToken(1), false, null));
        assertThat(claim(1)).hasSize(1);
        changed(returned, terminate());
        assertThat(state(returned)).isEqualTo(State.TERMINATED);
    }

    @Test
    void anActivityIdRefersToItsLatestRun() {
        UUID first = startAndClaim(Start.of("id"));
        store.complete(List.of(new Completion(first, 1, null, WORKER)));
        UUID second = start(Start.of("id"));
        Verdict verdict = store.apply(List.of(new Change(RunRef.latest("id"), terminate()))).get(0);
        assertApplied(verdict.transition());
        assertThat(verdict.runId()).isEqualTo(second);
        assertThat(verdict.activityType()).isEqualTo(TYPE);
        assertThat(state(first)).isEqualTo(State.COMPLETED);
        assertThat(store.find(RunRef.latest("id")).runId()).isEqualTo(second);
        assertRefused(store.apply(List.of(new Change(RunRef.latest("id"), terminate()))).get(0).transition(),
                Refusal.FAILED_PRECONDITION);

        assertThat(store.apply(List.of(new Change(RunRef.latest("nobody"), terminate()))).get(0).transition()).isNull();
        assertThat(store.apply(List.of(new Change(RunRef.run(UUID.randomUUID()), terminate()))).get(0).transition()).isNull();
        assertThat(store.find(RunRef.latest("nobody"))).isNull();
        assertThat(find(UUID.randomUUID())).isNull();
    }

    @Test
    void aRunAndAnIdMustBothMatch() {
        UUID run = start(Start.of("both"));
        start(Start.of("another"));
        assertThat(store.find(new RunRef(run, "both"))).isNotNull();
        assertThat(store.find(new RunRef(run, "another"))).isNull();
        assertThat(store.apply(List.of(new Change(new RunRef(run, "another"), terminate()))).get(0).transition()).isNull();
        assertApplied(store.apply(List.of(new Change(new RunRef(run, "both"), terminate()))).get(0).transition());
        assertThat(store.find(new RunRef(run, "another"))).isNull();
        assertThat(store.find(new RunRef(run, "both"))).isNotNull();
        assertThat(store.apply(List.of(new Change(new RunRef(run, "another"), terminate()))).get(0).transition()).isNull();
    }

    @Test
    void changesOfOneExecutionFollowEachOther() {
        UUID two = startAndClaim(Start.of("two"));
        UUID one = start(Start.of("one"));
        UUID three = start(Start.of("three"));
        store.complete(List.of(new Completion(two, 1, null, WORKER)));
        UUID again = start(Start.of("two"));
        List<Verdict> verdicts = store.apply(List.of(
                new Change(RunRef.run(one), new Event.Pause(null, null)),
                new Change(RunRef.latest("two"), terminate()),
                new Change(RunRef.latest("one"), new Event.Pause(null, null)),
                new Change(RunRef.latest("two"), terminate()),
                new Change(RunRef.run(one), new Event.Unpause(null)),
                new Change(RunRef.run(UUID.randomUUID()), terminate()),
                new Change(RunRef.run(three), cancel()),
                new Change(RunRef.run(three), new Event.Complete(AttemptRef.byToken(1), null, null))));
        assertThat(verdicts).extracting(Verdict::runId).startsWith(one, again, one, again, one).endsWith(three, three);
        assertApplied(verdicts.get(0).transition());
        assertApplied(verdicts.get(1).transition());
        assertRefused(verdicts.get(2).transition(), Refusal.FAILED_PRECONDITION);
        assertRefused(verdicts.get(3).transition(), Refusal.FAILED_PRECONDITION);
        assertApplied(verdicts.get(4).transition());
        assertThat(verdicts.get(5).transition()).isNull();
        assertApplied(verdicts.get(6).transition());
        assertRefused(verdicts.get(7).transition(), Refusal.ATTEMPT_NOT_CURRENT);
        assertThat(state(one)).isEqualTo(State.SCHEDULED);
        assertThat(state(again)).isEqualTo(State.TERMINATED);
        assertThat(state(three)).isEqualTo(State.CANCELED);
        assertThat(store.apply(List.of())).isEmpty();
    }

    @Test
    void aRefusalChangesNothing() {
        UUID run = startAndClaim(Start.of("no"));
        Execution before = execution(run);
        assertRefused(apply(run, new Event.Unpause(null)), Refusal.FAILED_PRECONDITION);
        assertRefused(apply(run, failure(7)), Refusal.ATTEMPT_NOT_CURRENT);
        assertRefused(apply(run, new Event.ReportCanceled(AttemptRef.byToken(1), null, null)), Refusal.INVALID_ARGUMENT);
        assertThat(execution(run)).isEqualTo(before);
        changed(run, terminate());
        Execution closed = execution(run);
        for (Event event : List.of(terminate(), cancel(), new Event.Pause(null, null), failure(1),
                new Event.Complete(AttemptRef.byId(), null, null), new Event.Reset(false, false, false, null))) {
            assertThat(apply(run, event)).isNotInstanceOf(Applied.class);
        }
        assertThat(execution(run)).isEqualTo(closed);
    }

    @Test
    void listenersAreNotifiedOfCommittedChanges() {
        listen();
        UUID run = startAndClaim(Start.of("l"));
        apply(run, cancel());
        assertThat(decided).extracting(Verdict::runId).containsExactly(run);
        store.complete(List.of(new Completion(run, 9, null, WORKER)));
        store.complete(List.of(new Completion(run, 1, null, WORKER)));
        assertThat(completed).extracting(Completion::fence).containsExactly(1);
    }

    private void assertTimedOut(UUID run, TimeoutType type) {
        assertThat(state(run)).isEqualTo(State.TIMED_OUT);
        assertThat(execution(run).outcome().failure().timeoutType()).isEqualTo(type);
    }

    @Test
    void startToCloseFires() {
        UUID run = startAndClaim(Start.of("s").attempts(2));
        assertThat(store.fireDue(10).count()).isZero();
        move(MINUTE);
        listen();
        assertThat(store.fireDue(10).count()).isEqualTo(1);
        assertThat(decided).hasSize(1);
        assertWritten(run, (Applied) decided.get(0).transition());
        assertThat(execution(run).lastFailure().timeoutType()).isEqualTo(TimeoutType.START_TO_CLOSE);
        assertThat(find(run).failedAttempts()).hasSize(1);
        move(Duration.ofSeconds(2));
        assertThat(claim(1)).hasSize(1);
        move(MINUTE);
        assertThat(store.fireDue(10).count()).isEqualTo(1);
        assertTimedOut(run, TimeoutType.START_TO_CLOSE);
        assertThat(find(run).failedAttempts()).hasSize(2);
        assertThat(store.fireDue(10).count()).isZero();
    }

    @Test
    void aHeartbeatMovesItsDeadlineOn() {
        Start start = Start.of("hb").attempts(1);
        start.heartbeat = Duration.ofSeconds(10);
        UUID run = startAndClaim(start);
        move(Duration.ofSeconds(8));
        store.heartbeat(List.of(new HeartbeatWrite(run, 1, new byte[] { 1 })));
        move(Duration.ofSeconds(8));
        Execution before = execution(run);
        assertThat(store.fireDue(10).count()).isEqualTo(1);
        assertThat(execution(run)).isEqualTo(before);
        assertThat(deadline(run)).isEqualTo(before.heartbeats().time().plusSeconds(10));
        assertThat(store.fireDue(10).count()).isZero();
        move(Duration.ofSeconds(3));
        assertThat(store.fireDue(10).count()).isEqualTo(1);
        assertTimedOut(run, TimeoutType.HEARTBEAT);
        assertThat(execution(run).outcome().failure().lastHeartbeatDetails().data()).containsExactly(1);
    }

    @Test
    void scheduleToStartAndScheduleToCloseFire() {
        Start waits = Start.of("waits");
        waits.scheduleToStart = Duration.ofSeconds(30);
        waits.delay = Duration.ofSeconds(5);
        UUID waiting = start(waits);
        Start ends = Start.of("ends");
        ends.scheduleToClose = Duration.ofSeconds(40);
        UUID ending = start(ends);
        Start runs = Start.of("runs");
        runs.scheduleToClose = Duration.ofSeconds(40);
        runs.type = "Other";
        UUID running = start(runs);
        assertThat(claim(QUEUE, List.of("Other"), NODE, WORKER, 10)).hasSize(1);
        move(Duration.ofSeconds(31));
        assertThat(store.fireDue(10).count()).isZero();
        move(Duration.ofSeconds(5));
        assertThat(store.fireDue(10).count()).isEqualTo(1);
        assertTimedOut(waiting, TimeoutType.SCHEDULE_TO_START);
        move(Duration.ofSeconds(5));
        assertThat(store.fireDue(1).count()).isEqualTo(1);
        assertThat(store.fireDue(1).count()).isEqualTo(1);
        assertThat(store.fireDue(1).count()).isZero();
        // If both are equal, which is the default for schedule-to-start, schedule-to-start fires
        assertTimedOut(ending, TimeoutType.SCHEDULE_TO_START);
        assertTimedOut(running, TimeoutType.SCHEDULE_TO_CLOSE);
    }

    @Test
    void deadlinesOfAJoinedStartBeginWhenItIsVisible() {
        Start waits = Start.of("joined");
        waits.joined = true;
        waits.scheduleToStart = MINUTE;
        UUID waiting = start(waits);
        Start runs = Start.of("joined-eager").attempts(1);
        runs.joined = true;
        runs.eager = true;
        UUID running = start(runs);
        // Its transaction takes longer than the timeouts
        move(MINUTE.multipliedBy(2));
        assertThat(store.fireDue(10).count()).isEqualTo(2);
        for (UUID run : List.of(waiting, running)) {
            Execution armed = execution(run);
            assertThat(deadline(run)).isEqualTo(Deadlines.nextDue(armed)).isAfter(find(run).now());
        }
        assertThat(execution(waiting).attempt().dispatchTime()).isAfter(execution(waiting).scheduledTime().plus(MINUTE));
        assertThat(execution(running).attempt().startedTime()).isAfter(execution(running).scheduledTime().plus(MINUTE));
        assertThat(store.fireDue(10).count()).isZero();
        move(MINUTE);
        assertThat(store.fireDue(10).count()).isEqualTo(2);
        assertTimedOut(waiting, TimeoutType.SCHEDULE_TO_START);
        assertTimedOut(running, TimeoutType.START_TO_CLOSE);
    }

    @Test
    void aChangeAlsoSetsTheDeadlineOfAJoinedStart() {
        Start waits = Start.of("joined");
        waits.joined = true;
        waits.scheduleToStart = MINUTE;
        UUID run = start(waits);
        move(MINUTE.multipliedBy(2));
        assertRefused(apply(run, new Event.Unpause(null)), Refusal.FAILED_PRECONDITION);
        changed(run, new Event.UpdateOptions(new OptionsChange(null, null, null, null, null, null, 2, null), null));
        assertThat(store.fireDue(10).count()).isZero();
        assertThat(state(run)).isEqualTo(State.SCHEDULED);
    }

    @Test
    void lockedDueRowsAreSkipped() throws Exception {
        // On a slow machine, not each round is faster than a wait for the lock would be
        Duration fastest = MINUTE;
        for (int round = 1; round <= 10 && fastest.compareTo(WAIT_FOR_A_LOCK) >= 0; round++) {
            Duration took = fireBesideALockedRow(round);
            fastest = took.compareTo(fastest) < 0 ? took : fastest;
        }
        assertThat(fastest).isLessThan(WAIT_FOR_A_LOCK);
    }

    private Duration fireBesideALockedRow(int round) throws Exception {
        UUID held = startAndClaim(Start.of("held-" + round).attempts(1));
        UUID free = startAndClaim(Start.of("free-" + round).attempts(1));
        move(MINUTE);
        Duration took;
        try (Connection connection = connections.take();
                PreparedStatement lock = prepare(connection,
                        "SELECT run_id FROM activity_execution WHERE run_id = ? FOR UPDATE", held)) {
            lock.executeQuery();
            Instant before = Instant.now();
            assertThat(store.fireDue(10).count()).isEqualTo(1);
            took = Duration.between(before, Instant.now());
            connection.rollback();
        }
        assertTimedOut(free, TimeoutType.START_TO_CLOSE);
        assertThat(state(held)).isEqualTo(State.STARTED);
        Awaitility.await().atMost(MINUTE).until(() -> store.fireDue(10).count() == 1);
        assertTimedOut(held, TimeoutType.START_TO_CLOSE);
        return took;
    }

    @Test
    void sweepsShareTheWork() throws Exception {
        List<NewExecution> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Start start = Start.of(null);
            start.eager = true;
            rows.add(start.build());
        }
        store.start(rows);
        move(MINUTE);
        AtomicInteger fired = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        runConcurrently(3, () -> {
            while (fired.get() < 200 && System.nanoTime() - end < 0) {
                fired.addAndGet(store.fireDue(20).count());
            }
            return null;
        });
        assertThat(fired.get()).isEqualTo(200);
        assertThat(store.fireDue(20).count()).isZero();
        for (NewExecution row : rows) {
            assertThat(execution(row.runId()).attempt().number()).isEqualTo(2);
        }
    }

    @Test
    void aLostLeaseEndsTheAttemptsOfThatNode() {
        UUID lost = startAndClaim(Start.of("lost"));
        UUID last = startAndClaim(Start.of("last").attempts(1));
        UUID released = startAndClaim(Start.of("released"));
        changed(released, new Event.ReleaseOwnership(AttemptRef.byToken(1)));
        UUID others = start(Start.of("others"));
        claim(QUEUE, List.of(TYPE), new UUID(2, 2), WORKER, 1);
        assertThat(store.loseLease(NODE, 1)).isEqualTo(1);
        assertThat(store.loseLease(NODE, 10)).isEqualTo(1);
        assertThat(store.loseLease(NODE, 10)).isZero();
        assertThat(state(lost)).isEqualTo(State.SCHEDULED);
        assertThat(execution(lost).attempt().number()).isEqualTo(2);
        assertThat(deadline(lost)).isEqualTo(Deadlines.nextDue(execution(lost)));
        assertTimedOut(last, TimeoutType.START_TO_CLOSE);
        assertThat(state(released)).isEqualTo(State.STARTED);
        assertThat(state(others)).isEqualTo(State.STARTED);
    }

    @Test
    void aDamagedRowDoesNotKeepOthersFromBeingTakenOver() throws Exception {
        UUID damaged = startAndClaim(Start.of("damaged"));
        UUID lost = startAndClaim(Start.of("lost"));
        connections.inTransaction(connection -> {
            try (PreparedStatement damage = connection
                    .prepareStatement(names.apply("UPDATE activity_execution SET last_failure = ? WHERE run_id = ?"))) {
                damage.setBytes(1, new byte[] { '{' });
                damage.setObject(2, damaged);
                return damage.executeUpdate();
            }
        });
        assertThat(store.loseLease(NODE, 10)).isEqualTo(1);
        assertThat(state(lost)).isEqualTo(State.SCHEDULED);
        assertThat(store.loseLease(NODE, 10)).isZero();
    }

    /** Simulates a node that found the lease expired, was frozen, and continues after the lease was renewed. */
    @Test
    void aNodeThatRenewsItsLeaseKeepsItsAttempts() {
        UUID run = startAndClaim(Start.of("back"));
        leases.hold(NODE, WORKER, List.of(QUEUE), Duration.ZERO);
        assertThat(leases.lost(UUID.randomUUID())).contains(NODE);
        leases.hold(NODE, WORKER, List.of(QUEUE), MINUTE);
        assertThat(store.loseLease(NODE, 10)).isZero();
        assertThat(state(run)).isEqualTo(State.STARTED);
        leases.giveUp(NODE);
        assertThat(store.loseLease(NODE, 10)).isEqualTo(1);
        leases.remove(NODE);
    }

    @Test
    void aNodeWithAValidLeaseIsNotRemoved() {
        leases.hold(NODE, WORKER, List.of(QUEUE), MINUTE);
        assertThat(leases.remove(NODE)).isFalse();
        assertThat(leases.hold(NODE, WORKER, List.of(QUEUE), MINUTE)).as("lease without interruption").isTrue();
        leases.giveUp(NODE);
        assertThat(leases.remove(NODE)).isTrue();
        assertThat(leases.remove(NODE)).isFalse();
    }

    /** Simulates a node whose lease was removed, that claims again after an outage, and dies before it renews its lease. */
    @Test
    void attemptsOfANodeWithoutLeaseAreFound() {
        UUID run = startAndClaim(Start.of("forgotten"));
        assertThat(leases.unknownOwners()).containsOnlyOnce(NODE);
        leases.hold(NODE, WORKER, List.of(QUEUE), MINUTE);
        assertThat(leases.unknownOwners()).doesNotContain(NODE);
        leases.giveUp(NODE);
        assertThat(leases.unknownOwners()).as("a node with an expired lease").doesNotContain(NODE);
        assertThat(store.loseLease(NODE, 10)).isEqualTo(1);
        leases.remove(NODE);
        assertThat(leases.unknownOwners()).as("a node without attempts").doesNotContain(NODE);
        assertThat(state(run)).isEqualTo(State.SCHEDULED);
    }

    @Test
    void anAttemptThatIsStuckInItsCommitDoesNotBlockOthers() throws Exception {
        UUID lost = startAndClaim(Start.of("lost"));
        UUID frozen = startAndClaim(Start.of("frozen"));
        leases.hold(NODE, WORKER, List.of(QUEUE), Duration.ZERO);
        transaction.begin();
        try {
            assertThat(store.completeJoined(new Completion(frozen, 1, null, WORKER))).isNotNull();
            assertThat(store.loseLease(NODE, 10)).isEqualTo(1);
            assertThat(state(lost)).isEqualTo(State.SCHEDULED);
            leases.remove(NODE);
        } finally {
            transaction.rollback();
        }
        // The owner of the attempt is still recorded
        assertThat(store.loseLease(NODE, 10)).isEqualTo(1);
        assertThat(state(frozen)).isEqualTo(State.SCHEDULED);
        assertThat(leases.others(UUID.randomUUID())).contains(NODE);
        leases.remove(NODE);
        assertThat(leases.others(UUID.randomUUID())).doesNotContain(NODE);
    }

    @Test
    void onlyOneOfConcurrentReportsSucceeds() throws Exception {
        for (int round = 0; round < 15; round++) {
            UUID run = startAndClaim(Start.of("race-" + round));
            AtomicInteger turn = new AtomicInteger();
            List<Boolean> won = runConcurrently(3, () -> {
                if (turn.getAndIncrement() == 0) {
                    return apply(run, terminate()) instanceof Applied;
                }
                return !store.complete(List.of(new Completion(run, 1, null, WORKER))).isEmpty();
            });
            assertThat(won).containsOnlyOnce(true);
            assertThat(count("activity_execution")).isZero();
            assertThat(count("activity_execution_closed")).isEqualTo(round + 1);
        }
    }

    private void limitLockWait(Connection connection, int millis) throws SQLException {
        prepare(connection, connections.dialect().lockTimeout(millis)).execute();
    }

    @Test
    void aDeadlockIsRetried() throws Exception {
        UUID a = start(Start.of("a"));
        UUID b = start(Start.of("b"));
        List<UUID> ordered = queryOne(UUID.class, "SELECT run_id FROM activity_execution ORDER BY run_id").equals(a)
                ? List.of(a, b)
                : List.of(b, a);
        try (Connection connection = connections.take()) {
            // Longer than the test takes, so that this connection waits for the deadlock and not for its own timeout
            limitLockWait(connection, 30_000);
            prepare(connection, "SELECT 1 FROM activity_execution WHERE run_id = ? FOR UPDATE", ordered.get(1)).executeQuery();
            List<Verdict> verdicts = new ArrayList<>();
            Thread other = new Thread(() -> verdicts.addAll(
                    store.apply(List.of(new Change(RunRef.run(a), cancel()), new Change(RunRef.run(b), cancel())))));
            other.start();
            pause(300);
            try {
                prepare(connection, "SELECT 1 FROM activity_execution WHERE run_id = ? FOR UPDATE", ordered.get(0))
                        .executeQuery();
            } catch (SQLException victim) {
                assertThat(victim.getSQLState()).startsWith("40");
            } finally {
                connection.rollback();
                limitLockWait(connection, Dialect.LOCK_TIMEOUT_MILLIS);
                connection.commit();
            }
            other.join(20_000);
            assertThat(verdicts).hasSize(2);
        }
        assertThat(state(a)).isEqualTo(State.CANCELED);
        assertThat(state(b)).isEqualTo(State.CANCELED);
    }
}
