package io.quarkiverse.activities.test.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.IdRules.Decision;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.ExecutionSnapshot;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.StartVerdict;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Tests starts, including starts with an ID that is in use. */
abstract class StoreStarts extends StoreFixture {

    private StartVerdict startOne(Start start) {
        return store.start(List.of(start.build())).get(0);
    }

    private UUID completed(String id) {
        UUID runId = startAndClaim(Start.of(id));
        assertThat(store.complete(List.of(new Completion(runId, 1, null, WORKER)))).containsExactly(runId);
        return runId;
    }

    private UUID failed(String id) {
        UUID runId = startAndClaim(Start.of(id).attempts(1));
        assertApplied(fail(runId, 1, "no"));
        assertThat(state(runId)).isEqualTo(State.FAILED);
        return runId;
    }

    @Test
    void aStartIsStored() {
        Start start = Start.of("order-1").request("r-1");
        start.header = new byte[] { 9 };
        start.delay = Duration.ofSeconds(30);
        NewExecution row = start.build();
        List<StartVerdict> verdicts = store.start(List.of(row));

        ExecutionSnapshot found = store.find(RunRef.latest("order-1"));
        assertThat(verdicts).containsExactly(
                new StartVerdict(Decision.START, row.runId(), TYPE, found.execution().scheduledTime(), null));
        assertThat(found.runId()).isEqualTo(row.runId());
        assertThat(found.input()).containsExactly(1, 2, 3);
        Execution execution = found.execution();
        assertThat(execution.state()).isEqualTo(State.SCHEDULED);
        assertThat(execution.scheduledTime()).isBetween(found.now().minusSeconds(60), found.now());
        assertThat(execution.attempt().dispatchTime()).isEqualTo(execution.scheduledTime().plusSeconds(30));
        assertThat(execution.requests().start()).isEqualTo("r-1");
        assertThat(execution.options()).isEqualTo(row.execution().options());
    }

    @Test
    void manyStartsInOneCall() {
        List<NewExecution> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(Start.of(i % 2 == 0 ? null : "many-" + i).build());
        }
        rows.add(Start.of("many-1").build());
        List<StartVerdict> verdicts = store.start(rows);
        assertThat(verdicts).hasSize(51);
        // For the same ID twice in one call, the start with the lower run ID wins
        assertThat(verdicts.stream().filter(StartVerdict::started)).hasSize(50);
        UUID taken = store.find(RunRef.latest("many-1")).runId();
        assertThat(List.of(verdicts.get(1), verdicts.get(50))).extracting(StartVerdict::runId).containsOnly(taken);
        assertThat(count("activity_execution")).isEqualTo(50);
        for (int i = 0; i < 50; i += 2) {
            assertThat(store.find(RunRef.latest(rows.get(i).runId().toString())).runId()).isEqualTo(rows.get(i).runId());
        }
    }

    @Test
    void anEagerStartIsClaimedImmediately() {
        Start start = Start.of("eager");
        start.eager = true;
        UUID runId = start(start);
        Execution execution = execution(runId);
        assertThat(execution.state()).isEqualTo(State.STARTED);
        assertThat(execution.attempt().fence()).isEqualTo(1);
        assertThat(execution.attempt().owner()).isEqualTo(NODE);
        assertThat(execution.attempt().startedTime()).isEqualTo(execution.scheduledTime());
        assertThat(execution.lastWorker()).isEqualTo(WORKER);
        assertThat(deadline(runId)).isEqualTo(execution.scheduledTime().plus(MINUTE));
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void openRunsFollowTheConflictPolicyOnly() {
        UUID open = start(Start.of("a"));
        assertThat(startOne(Start.of("a"))).isEqualTo(new StartVerdict(Decision.REFUSE, open, TYPE, null, null));
        Start existing = Start.of("a").conflict(IdConflictPolicy.USE_EXISTING).reuse(IdReusePolicy.REJECT_DUPLICATE);
        assertThat(startOne(existing)).isEqualTo(new StartVerdict(Decision.USE_LATEST, open, TYPE, null, null));

        for (IdReusePolicy reuse : IdReusePolicy.values()) {
            UUID before = store.find(RunRef.latest("a")).runId();
            NewExecution next = Start.of("a").conflict(IdConflictPolicy.TERMINATE_EXISTING).reuse(reuse).build();
            List<StartVerdict> verdicts = store.start(List.of(next));
            assertThat(state(before)).isEqualTo(State.TERMINATED);
            ExecutionSnapshot latest = store.find(RunRef.latest("a"));
            assertThat(latest.runId()).isEqualTo(next.runId());
            assertThat(verdicts).as("%s", reuse).containsExactly(new StartVerdict(Decision.TERMINATE_AND_START, next.runId(),
                    TYPE, latest.execution().scheduledTime(), before));
        }
    }

    @Test
    void closedRunsFollowTheReusePolicyOnly() {
        UUID completed = completed("done");
        for (IdConflictPolicy conflict : IdConflictPolicy.values()) {
            assertThat(startOne(Start.of("done").conflict(conflict).reuse(IdReusePolicy.REJECT_DUPLICATE)))
                    .isEqualTo(new StartVerdict(Decision.REFUSE, completed, TYPE, null, null));
            assertThat(startOne(Start.of("done").conflict(conflict).reuse(IdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY)))
                    .isEqualTo(new StartVerdict(Decision.REFUSE, completed, TYPE, null, null));
        }
        assertThat(count("activity_execution")).isZero();
        assertThat(startOne(Start.of("done")).decision()).isEqualTo(Decision.START);

        UUID failed = failed("broken");
        assertThat(startOne(Start.of("broken").reuse(IdReusePolicy.REJECT_DUPLICATE)))
                .isEqualTo(new StartVerdict(Decision.REFUSE, failed, TYPE, null, null));
        assertThat(startOne(Start.of("broken").reuse(IdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY)).decision())
                .isEqualTo(Decision.START);
    }

    @Test
    void onlyTheLatestClosedRunCounts() {
        failed("twice");
        UUID latest = completed("twice");
        assertThat(startOne(Start.of("twice").reuse(IdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY)))
                .isEqualTo(new StartVerdict(Decision.REFUSE, latest, TYPE, null, null));
    }

    @Test
    void theSameRequestIsTheSameStart() {
        UUID open = start(Start.of("r").request("once"));
        StartVerdict same = new StartVerdict(Decision.USE_LATEST, open, TYPE, null, null);
        assertThat(startOne(Start.of("r").request("once"))).isEqualTo(same);
        assertThat(startOne(Start.of("r").request("once").conflict(IdConflictPolicy.TERMINATE_EXISTING))).isEqualTo(same);
        assertThat(startOne(Start.of("r").request("other")).decision()).isEqualTo(Decision.REFUSE);
        claim(10);
        store.complete(List.of(new Completion(open, 1, null, WORKER)));
        assertThat(startOne(Start.of("r").request("once").reuse(IdReusePolicy.REJECT_DUPLICATE))).isEqualTo(same);
        assertThat(count("activity_execution")).isZero();
        assertThat(startOne(Start.of("r").request("other")).decision()).isEqualTo(Decision.START);
        assertThat(startOne(Start.of("r").request("once")).decision()).isEqualTo(Decision.REFUSE);
    }

    @Test
    void allOrNone() {
        UUID taken = start(Start.of("b"));
        List<NewExecution> rows = List.of(Start.of("a").build(), Start.of("b").build(), Start.of("c").build());
        assertThat(store.startAll(rows).get(1)).isEqualTo(new StartVerdict(Decision.REFUSE, taken, TYPE, null, null));
        assertThat(count("activity_execution")).isEqualTo(1);

        assertThat(
                store.startAll(List.of(Start.of("a").build(), Start.of("b").conflict(IdConflictPolicy.USE_EXISTING).build())))
                .extracting(StartVerdict::decision).containsExactly(Decision.START, Decision.USE_LATEST);
        assertThat(count("activity_execution")).isEqualTo(2);
    }

    private StartVerdict joined(Start start) {
        start.joined = true;
        return store.startJoined(List.of(start.build()), new ArrayList<>()).get(0);
    }

    @Test
    void aJoinedStartCommitsWithItsTransaction() {
        UUID open = start(Start.of("taken"));
        UUID second = QuarkusTransaction.requiringNew().call(() -> {
            assertThat(joined(Start.of("taken"))).isEqualTo(new StartVerdict(Decision.REFUSE, open, TYPE, null, null));
            assertThat(joined(Start.of("taken").conflict(IdConflictPolicy.USE_EXISTING)).decision())
                    .isEqualTo(Decision.USE_LATEST);
            UUID first = joined(Start.of("first")).runId();
            assertThat(joined(Start.of("first"))).isEqualTo(new StartVerdict(Decision.REFUSE, first, TYPE, null, null));
            StartVerdict again = joined(Start.of("taken").conflict(IdConflictPolicy.TERMINATE_EXISTING));
            assertThat(again.terminated()).isEqualTo(open);
            // The start is not visible before the commit
            assertThat(find(first)).isNull();
            assertThat(state(open)).isEqualTo(State.SCHEDULED);
            assertThat(claim(10)).isEmpty();
            return again.runId();
        });
        assertThat(state(open)).isEqualTo(State.TERMINATED);
        assertThat(state(second)).isEqualTo(State.SCHEDULED);
        assertThat(store.find(RunRef.latest("first"))).isNotNull();
    }

    @Test
    void aJoinedStartIsRolledBackWithItsTransaction() {
        UUID open = start(Start.of("taken"));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            joined(Start.of("gone"));
            joined(Start.of("taken").conflict(IdConflictPolicy.TERMINATE_EXISTING));
            throw new IllegalStateException("no");
        })).hasMessage("no");
        assertThat(store.find(RunRef.latest("gone"))).isNull();
        assertThat(state(open)).isEqualTo(State.SCHEDULED);
        assertThat(count("activity_execution")).isEqualTo(1);
        assertThat(count("activity_execution_closed")).isZero();
    }

    @Test
    void aCompletionJoinsItsTransaction() {
        UUID runId = startAndClaim(Start.of("tx"));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            assertThat(completeJoined(runId, 1)).isTrue();
            throw new IllegalStateException("no");
        })).hasMessage("no");
        assertThat(state(runId)).isEqualTo(State.STARTED);
        QuarkusTransaction.requiringNew().run(() -> assertThat(completeJoined(runId, 2)).isFalse());
        assertApplied(apply(runId, new Event.Reset(false, false, false, null)));
        QuarkusTransaction.requiringNew().run(() -> assertThat(completeJoined(runId, 1)).isTrue());
        assertThat(state(runId)).isEqualTo(State.COMPLETED);
        QuarkusTransaction.requiringNew().run(() -> assertThat(completeJoined(runId, 1)).isFalse());
    }

    private boolean completeJoined(UUID runId, int fence) {
        return store.completeJoined(new Completion(runId, fence, null, WORKER)) != null;
    }

    @Test
    void oneStarterWins() throws Exception {
        for (int round = 0; round < 20; round++) {
            String id = "race-" + round;
            List<StartVerdict> verdicts = runConcurrently(2, () -> startOnceFree(Start.of(id)));
            assertThat(verdicts).extracting(StartVerdict::decision)
                    .containsExactlyInAnyOrder(Decision.START, Decision.REFUSE);
            assertThat(verdicts.get(0).runId()).isEqualTo(verdicts.get(1).runId());
            List<StartVerdict> last = runConcurrently(2,
                    () -> startOnceFree(Start.of(id).conflict(IdConflictPolicy.TERMINATE_EXISTING)));
            assertThat(last).allMatch(StartVerdict::started);
            assertThat(last).extracting(StartVerdict::runId).contains(store.find(RunRef.latest(id)).runId());
        }
        assertThat(count("activity_execution")).isEqualTo(20);
    }

    @Test
    void aStarterWaitsForOneThatJoinedATransaction() throws Exception {
        for (boolean commit : new boolean[] { true, false }) {
            String id = "joined-" + commit;
            List<StartVerdict> other = new ArrayList<>();
            Thread starter = new Thread(() -> other.add(startOnceFree(Start.of(id))));
            try {
                QuarkusTransaction.requiringNew().run(() -> {
                    joined(Start.of(id));
                    starter.start();
                    pause(600);
                    assertThat(other).isEmpty();
                    if (!commit) {
                        QuarkusTransaction.setRollbackOnly();
                    }
                });
            } catch (RuntimeException e) {
                assertThat(commit).isFalse();
            }
            starter.join(10_000);
            assertThat(other).extracting(StartVerdict::decision).containsExactly(commit ? Decision.REFUSE : Decision.START);
        }
    }

    /** Starts as the batch of starts does: tries again while another transaction holds the id. */
    private StartVerdict startOnceFree(Start row) {
        while (true) {
            try {
                return startOne(row);
            } catch (StoreException e) {
                assertThat(e.isBusy()).isTrue();
            }
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void startersOfTheSameIdsDoNotWaitForEachOther() throws Exception {
        for (int round = 0; round < 10; round++) {
            List<NewExecution> rows = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                rows.add(Start.of("d-" + round + "-" + i).build());
            }
            List<List<StartVerdict>> all = runConcurrently(2, () -> {
                List<NewExecution> mine = new ArrayList<>();
                for (NewExecution row : rows) {
                    mine.add(Start.of(row.activityId()).conflict(IdConflictPolicy.TERMINATE_EXISTING).build());
                }
                Collections.shuffle(mine);
                return store.start(mine);
            });
            assertThat(all).allSatisfy(verdicts -> assertThat(verdicts).allMatch(StartVerdict::started));
        }
        assertThat(count("activity_execution")).isEqualTo(200);
        assertThat(count("activity_execution_closed")).isEqualTo(200);
    }

    @Test
    void aWaitingExecutionCompletesById() {
        UUID runId = start(Start.of("by-id"));
        assertApplied(apply(runId, new Event.Complete(AttemptRef.byId(), null, WORKER)));
        assertThat(state(runId)).isEqualTo(State.COMPLETED);
        assertThat(execution(runId).attempt().startedTime()).isEqualTo(execution(runId).closedTime());
    }
}
