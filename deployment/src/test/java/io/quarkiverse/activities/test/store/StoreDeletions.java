package io.quarkiverse.activities.test.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.StartVerdict;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/** Tests deletions: a deleted execution is no longer found, and its ID can be used again regardless of policies. */
abstract class StoreDeletions extends StoreStartDelays {

    private boolean delete(RunRef run) {
        return store.delete(List.of(run), WORKER).get(0).exists();
    }

    private UUID completed(String id) {
        UUID run = startAndClaim(Start.of(id));
        store.complete(List.of(new Completion(run, 1, new byte[] { 7 }, WORKER)));
        assertThat(state(run)).isEqualTo(State.COMPLETED);
        return run;
    }

    private ClosedExecution closed(UUID run) {
        return store.closed(List.of(run), (unreadable, reason) -> {
            throw reason;
        }).get(0);
    }

    @Test
    void deletingAnOpenExecutionTerminatesItFirst() {
        UUID waiting = start(Start.of("waiting"));
        UUID running = startAndClaim(Start.of("running"));
        List<Verdict> verdicts = store.delete(List.of(RunRef.latest("waiting"), RunRef.run(running)), WORKER);
        assertThat(verdicts).extracting(Verdict::runId).containsExactly(waiting, running);
        assertThat(verdicts).allMatch(Verdict::exists);
        for (UUID run : List.of(waiting, running)) {
            assertThat(find(run)).isNull();
            assertThat(closed(run).deleted()).isTrue();
            assertThat(closed(run).outcome().failure().message()).isEqualTo("Delete activity execution");
        }
        assertThat(store.complete(List.of(new Completion(running, 1, null, WORKER)))).isEmpty();
        assertThat(count("activity_execution")).isZero();
    }

    @Test
    void deletingAClosedExecutionRemovesItsPayloads() {
        UUID run = completed("done");
        assertThat(delete(RunRef.latest("done"))).isTrue();
        assertThat(find(run)).isNull();
        assertThat(closed(run).outcome().result()).isNull();
        assertThat(queryOne(byte[].class, "SELECT input FROM activity_execution_closed WHERE run_id = ?", run)).isNull();
    }

    @Test
    void deletingAnUnknownExecutionDoesNothing() {
        UUID run = completed("done");
        assertThat(delete(RunRef.latest("nobody"))).isFalse();
        assertThat(delete(new RunRef(run, "another id"))).isFalse();
        assertThat(delete(RunRef.run(run))).isTrue();
        assertThat(delete(RunRef.run(run))).isFalse();
        assertThat(delete(RunRef.latest("done"))).isFalse();
    }

    @Test
    void deletedAndOlderRunsNoLongerAffectIdPolicies() {
        UUID older = completed("again");
        UUID newer = completed("again");
        delete(RunRef.run(newer));
        assertThat(store.find(RunRef.latest("again"))).isNull();
        assertThat(find(older)).isNotNull();
        StartVerdict next = store.start(List.of(Start.of("again").reuse(IdReusePolicy.REJECT_DUPLICATE).build())).get(0);
        assertThat(next.started()).isTrue();
    }

    @Test
    void retentionRemovesDeletedRows() {
        completed("done");
        delete(RunRef.latest("done"));
        move(Duration.ofHours(1));
        assertThat(store.deleteClosedBefore(Duration.ofMinutes(1), 10)).isEqualTo(1);
        assertThat(count("activity_execution_closed")).isZero();
    }
}
