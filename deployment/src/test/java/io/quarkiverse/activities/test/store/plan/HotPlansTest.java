package io.quarkiverse.activities.test.store.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.maintenance.Sweep;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.node.NodeLeases;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunIds;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.test.harness.OnPostgresql;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What the engine does all the time costs the same however much waits and however much is remembered: the statements of the
 * store, as they are, on a filled PostgreSQL, with the plans that know the parameters and with those that do not.
 * Left out is what by its nature reads all that it counts: counts by a query, and lists by what no index knows.
 */
@OnPostgresql
class HotPlansTest {

    private static final String DATABASE = "plans";
    private static final String[] PLAN_CACHE_MODES = { "force_custom_plan", "force_generic_plan" };
    private static final int BATCH = 100;
    /** With so few, a walk over all entries of an index is noticed as well. */
    private static final int FEW = 5;
    private static final String WORKER = "worker-1";
    private static Instant filledAt;

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.POSTGRESQL.app(DATABASE)
            .overrideConfigKey("quarkus.datasource.jdbc.driver", ExplainingDriver.class.getName())
            .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, ExplainingDriver.class, FilledTables.class,
                    PlanJudge.class));

    @Inject
    ActivityStore store;

    @Inject
    NodeLeases leases;

    @Inject
    Sweep sweep;

    @BeforeEach
    void fill() throws Exception {
        sweep.stop();
        if (filledAt == null) {
            FilledTables.fill(TestDatabase.POSTGRESQL.url(DATABASE));
            filledAt = Instant.now();
        }
    }

    /** Asserts that no part of any statement reads more rows than that. */
    private static void bounded(int rows, Runnable work) {
        for (String mode : PLAN_CACHE_MODES) {
            for (JsonNode statement : explain(mode, work)) {
                assertThat(PlanJudge.complaints(statement.get("Plan"), rows))
                        .as(() -> mode + ": " + statement.toPrettyString()).isEmpty();
            }
        }
    }

    private static List<JsonNode> explain(String mode, Runnable work) {
        List<JsonNode> explained = ExplainingDriver.explain(mode, work);
        assertThat(explained).as("statements that were explained").isNotEmpty();
        return explained;
    }

    private static NewExecution start(String id, IdReusePolicy reuse) {
        UUID run = RunIds.next();
        Options options = new Options(FilledTables.QUEUE, Duration.ofHours(1), Duration.ZERO, Duration.ofMinutes(1),
                Duration.ZERO, Duration.ZERO, 3, RetryRules.UNSET);
        Applied started = (Applied) ActivityMachine.start(options, null, NewExecution.EPOCH);
        return new NewExecution(run, id == null ? run.toString() : id, FilledTables.TYPES[0], new byte[] { 1 }, null,
                started.next(), reuse, IdConflictPolicy.USE_EXISTING, null, 0, null, false);
    }

    private static <T> List<T> batch(IntFunction<T> one) {
        return IntStream.range(0, BATCH).mapToObj(one).toList();
    }

    private static ClaimRequest request(ClaimOrder order, ClaimFloor floor) {
        return new ClaimRequest(FilledTables.QUEUE, List.of(FilledTables.TYPES), UUID.randomUUID(), WORKER, BATCH, order,
                floor);
    }

    /** Some minutes after the oldest task, and some before the first that is not due. */
    private static ClaimFloor inTheMiddle() {
        return ClaimFloor.below(filledAt.minusSeconds(400));
    }

    private List<ClaimedTask> claimed() {
        List<ClaimedTask> tasks = store.claim(request(ClaimOrder.PRIORITY, ClaimFloor.NONE));
        assertThat(tasks).hasSize(BATCH);
        return tasks;
    }

    @Test
    void starts() {
        bounded(BATCH, () -> store.start(batch(i -> start(null, IdReusePolicy.ALLOW_DUPLICATE))));
        bounded(BATCH, () -> store.start(batch(i -> start("new-" + UUID.randomUUID(), IdReusePolicy.REJECT_DUPLICATE))));
    }

    @Test
    void startsOfIdsThatWereUsed() {
        bounded(BATCH, () -> store.start(batch(i -> start("open-" + (i + 1), IdReusePolicy.ALLOW_DUPLICATE))));
        bounded(BATCH, () -> store.start(batch(i -> start("closed-" + (i * 10 + 1), IdReusePolicy.REJECT_DUPLICATE))));
        bounded(BATCH, () -> store.start(List.of(start("nightly", IdReusePolicy.REJECT_DUPLICATE))));
    }

    @Test
    void claimsOfTheMostUrgent() {
        bounded(BATCH, () -> assertThat(store.claim(request(ClaimOrder.PRIORITY, ClaimFloor.NONE))).hasSize(BATCH));
        bounded(BATCH, () -> assertThat(store.claim(request(ClaimOrder.PRIORITY, inTheMiddle()))).hasSize(BATCH));
    }

    @Test
    void claimsOfTheOldest() {
        int ofAllRanks = ClaimFloor.RANKS * BATCH;
        bounded(ofAllRanks, () -> assertThat(store.claim(request(ClaimOrder.OLDEST, ClaimFloor.NONE))).hasSize(BATCH));
        bounded(ofAllRanks, () -> assertThat(store.claim(request(ClaimOrder.OLDEST, inTheMiddle()))).hasSize(BATCH));
    }

    @Test
    void claimsThatFindNothing() {
        ClaimFloor end = ClaimFloor.below(Instant.now().plusSeconds(60));
        for (ClaimOrder order : ClaimOrder.values()) {
            bounded(FEW, () -> assertThat(store.claim(request(order, end))).isEmpty());
            bounded(FEW, () -> store.claim(new ClaimRequest("nobody's", List.of(FilledTables.TYPES), UUID.randomUUID(),
                    WORKER, BATCH, order, ClaimFloor.NONE)));
        }
    }

    @Test
    void queuesThatHaveSomething() {
        Set<String> asked = Set.of(FilledTables.QUEUE, "nobody's", "not mine");
        bounded(BATCH, () -> assertThat(store.withTasks(asked)).containsExactly(FilledTables.QUEUE));
    }

    @Test
    void aFloorIsWhereTheIndexIsEntered() {
        for (ClaimOrder order : ClaimOrder.values()) {
            for (String mode : PLAN_CACHE_MODES) {
                assertThat(explain(mode, () -> store.claim(request(order, inTheMiddle())))).anyMatch(statement -> statement
                        .findValuesAsText("Index Cond").stream()
                        .anyMatch(condition -> condition.contains("ROW(dispatch_at, run_id) > ROW(")));
            }
        }
    }

    @Test
    void claimsOfALimitedQueue() {
        bounded(BATCH, () -> assertThat(store.claimLimited(request(ClaimOrder.PRIORITY, inTheMiddle())).tasks())
                .hasSize(BATCH));
        bounded(BATCH, () -> store.queueSettings());
        bounded(BATCH, () -> assertThat(store.waiting(FilledTables.QUEUE, BATCH)).isEqualTo(BATCH));
    }

    @Test
    void completionsAndHeartbeats() {
        bounded(BATCH, () -> {
            List<ClaimedTask> tasks = claimed();
            assertThat(store.heartbeat(tasks.stream()
                    .map(task -> new HeartbeatWrite(task.runId(), task.fence(), new byte[] { 1 })).toList())).hasSize(BATCH);
            assertThat(store.complete(tasks.stream()
                    .map(task -> new Completion(task.runId(), task.fence(), new byte[] { 1 }, WORKER)).toList()))
                    .hasSize(BATCH);
        });
    }

    /** A vacuum that came at an idle moment, and a backlog since. */
    @Test
    void whatIsDoneAllTheTimeWhereTheTableIsTakenForEmpty() throws Exception {
        String url = TestDatabase.POSTGRESQL.url(DATABASE);
        FilledTables.execute(url, "UPDATE pg_class SET reltuples = 0 WHERE oid = 'activity_execution'::regclass");
        try {
            starts();
            claimsOfTheMostUrgent();
            claimsOfTheOldest();
            completionsAndHeartbeats();
            whatGoesTheLockedPath();
        } finally {
            FilledTables.execute(url, "ANALYZE activity_execution");
        }
    }

    @Test
    void whatGoesTheLockedPath() {
        bounded(BATCH, () -> store.apply(claimed().stream().map(task -> new Change(RunRef.run(task.runId()),
                new Event.Fail(AttemptRef.byToken(task.fence()), Failure.application("Oops", "no"), null, WORKER))).toList()));
        bounded(BATCH, () -> store.apply(batch(i -> new Change(RunRef.latest("open-" + (i + 1_000)),
                new Event.RequestCancel(null, null, null, WORKER)))));
        bounded(BATCH, () -> store.apply(List.of(new Change(RunRef.latest("nightly"), new Event.Pause(null, null)))));
        bounded(BATCH, () -> store.delete(batch(i -> RunRef.run(FilledTables.openRun(i + 2_000))), WORKER));
    }

    @Test
    void dueTimeouts() {
        bounded(FEW, () -> assertThat(store.hasDue()).isTrue());
        bounded(BATCH, () -> assertThat(store.fireDue(BATCH)).isEqualTo(BATCH));
    }

    @Test
    void leases() {
        UUID node = UUID.randomUUID();
        bounded(BATCH, () -> {
            leases.hold(node, WORKER, List.of(FilledTables.QUEUE), Duration.ofMinutes(1));
            leases.lost(UUID.randomUUID());
            leases.others(node);
        });
    }

    @Test
    void takeOver() {
        bounded(BATCH, () -> assertThat(store.loseLease(FilledTables.node(1), BATCH)).isEqualTo(BATCH));
        bounded(BATCH, () -> leases.remove(FilledTables.node(2)));
        bounded(BATCH, () -> assertThat(store.loseLease(UUID.randomUUID(), BATCH)).isZero());
        bounded(BATCH, () -> leases.remove(UUID.randomUUID()));
        // As many as run, whatever waits
        bounded(FilledTables.OPEN / 4, () -> assertThat(leases.unknownOwners()).contains(FilledTables.node(3)));
    }

    @Test
    void looksAtManyRuns() {
        List<UUID> runs = new ArrayList<>(batch(i -> FilledTables.openRun(3_000 + i * 5)));
        runs.addAll(batch(i -> FilledTables.closedRun(3_000 + i)));
        bounded(runs.size(), () -> assertThat(store.inProgress(runs)).hasSizeBetween(1, BATCH));
        bounded(runs.size(), () -> assertThat(store.closed(runs)).hasSize(BATCH));
        bounded(runs.size(), () -> assertThat(store.notOpen(runs)).hasSize(BATCH));
    }

    @Test
    void descriptions() {
        for (RunRef run : List.of(RunRef.run(FilledTables.openRun(4_001)), RunRef.run(FilledTables.closedRun(1)),
                RunRef.latest("open-4001"), RunRef.latest("closed-4001"), RunRef.latest("nightly"))) {
            bounded(BATCH, () -> assertThat(store.find(run)).isNotNull());
        }
    }

    @Test
    void retention() {
        bounded(BATCH, () -> assertThat(store.deleteClosedBefore(Duration.ofDays(27), BATCH)).isEqualTo(BATCH));
    }

    /** Rows that were deleted, or closed otherwise, may lie between those of a page: other tests make some hundred. */
    @Test
    void lists() {
        for (String query : List.of("", "ExecutionStatus = 'Running'", "ExecutionStatus = 'Paused'",
                "ExecutionStatus = 'Failed'", "ExecutionStatus = 'Completed'",
                "ActivityId = 'closed-4001'", "RunId = '" + FilledTables.closedRun(1) + "'")) {
            Query parsed = Query.parse(query);
            for (UUID before : Arrays.asList(null, FilledTables.openRun(FilledTables.OPEN / 2),
                    FilledTables.closedRun(FilledTables.CLOSED / 2))) {
                bounded(10 * BATCH, () -> store.list(parsed, before, BATCH));
            }
        }
    }

    /** One statement counts what can be taken, and reads all of that; the answer is kept for a while. */
    @Test
    void gauges() {
        for (String mode : PLAN_CACHE_MODES) {
            List<JsonNode> explained = explain(mode, store::statistics);
            assertThat(explained).filteredOn(statement -> !PlanJudge.complaints(statement.get("Plan"), FEW).isEmpty())
                    .singleElement().satisfies(statement -> assertThat(statement.get("Query Text").asText())
                            .contains("count(*)").doesNotContain("activity_execution_closed"));
        }
    }

    @Test
    void aMissingIndexIsNoticed() throws Exception {
        String url = TestDatabase.POSTGRESQL.url(DATABASE);
        String valid = "UPDATE pg_index SET indisvalid = %s WHERE indexrelid = 'activity_execution_claim'::regclass";
        FilledTables.execute(url, valid.formatted(false));
        try {
            for (String mode : PLAN_CACHE_MODES) {
                assertThat(explain(mode, () -> store.claim(request(ClaimOrder.PRIORITY, ClaimFloor.NONE))))
                        .anyMatch(statement -> !PlanJudge.complaints(statement.get("Plan"), BATCH).isEmpty());
            }
        } finally {
            FilledTables.execute(url, valid.formatted(true));
        }
    }
}
