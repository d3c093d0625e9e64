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
import io.quarkiverse.activities.runtime.store.StoreListener;
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
 * Tests that the cost of frequent statements does not depend on the size of the backlog and the history. Runs the statements of
 * the store on a filled PostgreSQL, with custom and generic plans. Counts by a query, and lists by fields without an index, are
 * not tested, because they have to read all rows that they count or filter.
 */
@OnPostgresql
class HotPlansTest {

    private static final String DATABASE = "plans";
    private static final String[] PLAN_CACHE_MODES = { "force_custom_plan", "force_generic_plan" };
    private static final int BATCH = 100;
    /** A bound that is low enough to detect a walk over all entries of an index. */
    private static final int FEW = 5;
    private static final String WORKER = "worker-1";
    private static Instant filledAt;

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.POSTGRESQL.app(DATABASE)
            .overrideConfigKey("quarkus.datasource.jdbc.driver", ExplainingDriver.class.getName())
            .withApplicationRoot(
                    jar -> jar.addClasses(TestDatabase.class, ExplainingDriver.class, FilledTables.class, FilledRows.class,
                            PlanChecker.class));

    @Inject
    ActivityStore store;

    @Inject
    NodeLeases leases;

    @Inject
    Sweep sweep;

    @BeforeEach
    void fill() throws Exception {
        // Neither the sweep nor the timers of changed executions may fire the timeouts that the tests measure
        sweep.stop();
        store.listen(StoreListener.NONE);
        if (filledAt == null) {
            FilledTables.fill(TestDatabase.POSTGRESQL.url(DATABASE));
            filledAt = Instant.now();
        }
    }

    /** Asserts that no part of any statement reads more than this number of rows. */
    private static void assertBounded(int rows, Runnable work) {
        for (String mode : PLAN_CACHE_MODES) {
            for (JsonNode statement : explain(mode, work)) {
                assertThat(PlanChecker.problems(statement.get("Plan"), rows))
                        .as(() -> mode + ": " + statement.toPrettyString()).isEmpty();
            }
        }
    }

    private static List<JsonNode> explain(String mode, Runnable work) {
        List<JsonNode> explained = ExplainingDriver.explain(mode, work);
        assertThat(explained).as("explained statements").isNotEmpty();
        return explained;
    }

    private static NewExecution start(String id, IdReusePolicy reuse) {
        UUID run = RunIds.at(Instant.now());
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

    /** {@return a floor some minutes after the oldest task and some minutes before the first task that is not due} */
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
        assertBounded(BATCH, () -> store.start(batch(i -> start(null, IdReusePolicy.ALLOW_DUPLICATE))));
        assertBounded(BATCH, () -> store.start(batch(i -> start("new-" + UUID.randomUUID(), IdReusePolicy.REJECT_DUPLICATE))));
    }

    @Test
    void startsWithUsedIds() {
        assertBounded(BATCH, () -> store.start(batch(i -> start("open-" + (i + 1), IdReusePolicy.ALLOW_DUPLICATE))));
        assertBounded(BATCH, () -> store.start(batch(i -> start("closed-" + (i * 10 + 1), IdReusePolicy.REJECT_DUPLICATE))));
        assertBounded(BATCH, () -> store.start(List.of(start("nightly", IdReusePolicy.REJECT_DUPLICATE))));
    }

    @Test
    void claimsByPriority() {
        assertBounded(BATCH, () -> assertThat(store.claim(request(ClaimOrder.PRIORITY, ClaimFloor.NONE))).hasSize(BATCH));
        assertBounded(BATCH, () -> assertThat(store.claim(request(ClaimOrder.PRIORITY, inTheMiddle()))).hasSize(BATCH));
    }

    @Test
    void claimsFromManyQueues() {
        ClaimRequest others = new ClaimRequest("nobody's", List.of(FilledTables.TYPES), UUID.randomUUID(), WORKER, BATCH,
                ClaimOrder.PRIORITY, ClaimFloor.NONE);
        for (ClaimFloor floor : List.of(ClaimFloor.NONE, inTheMiddle())) {
            assertBounded(BATCH, () -> assertThat(store.claim(List.of(others, request(ClaimOrder.PRIORITY, floor), others)))
                    .hasSize(BATCH));
        }
    }

    @Test
    void claimsByAge() {
        int ofAllRanks = ClaimFloor.RANKS * BATCH;
        assertBounded(ofAllRanks, () -> assertThat(store.claim(request(ClaimOrder.OLDEST, ClaimFloor.NONE))).hasSize(BATCH));
        assertBounded(ofAllRanks, () -> assertThat(store.claim(request(ClaimOrder.OLDEST, inTheMiddle()))).hasSize(BATCH));
    }

    @Test
    void claimsThatFindNothing() {
        ClaimFloor end = ClaimFloor.below(Instant.now().plusSeconds(60));
        for (ClaimOrder order : ClaimOrder.values()) {
            assertBounded(FEW, () -> assertThat(store.claim(request(order, end))).isEmpty());
            assertBounded(FEW, () -> store.claim(new ClaimRequest("nobody's", List.of(FilledTables.TYPES), UUID.randomUUID(),
                    WORKER, BATCH, order, ClaimFloor.NONE)));
        }
    }

    @Test
    void queuesWithTasks() {
        Set<String> served = Set.of(FilledTables.QUEUE, "nobody's", "not mine");
        assertBounded(BATCH, () -> assertThat(store.withTasks(served)).containsExactly(FilledTables.QUEUE));
    }

    @Test
    void aFloorIsTheStartOfTheIndexScan() {
        for (ClaimOrder order : ClaimOrder.values()) {
            for (String mode : PLAN_CACHE_MODES) {
                assertThat(explain(mode, () -> store.claim(request(order, inTheMiddle())))).anyMatch(statement -> statement
                        .findValuesAsText("Index Cond").stream()
                        .anyMatch(condition -> condition.contains("ROW(dispatch_at, run_id) > ROW(")));
            }
        }
    }

    @Test
    void claimsFromALimitedQueue() {
        assertBounded(BATCH, () -> assertThat(store.claimLimited(request(ClaimOrder.PRIORITY, inTheMiddle())).tasks())
                .hasSize(BATCH));
        assertBounded(BATCH, () -> store.sharedSettings());
        assertBounded(BATCH, () -> assertThat(store.waiting(FilledTables.QUEUE, BATCH)).isEqualTo(BATCH));
    }

    @Test
    void completionsAndHeartbeats() {
        assertBounded(BATCH, () -> {
            List<ClaimedTask> tasks = claimed();
            assertThat(store.heartbeat(tasks.stream()
                    .map(task -> new HeartbeatWrite(task.runId(), task.fence(), new byte[] { 1 })).toList())).hasSize(BATCH);
            assertThat(store.complete(tasks.stream()
                    .map(task -> new Completion(task.runId(), task.fence(), new byte[] { 1 }, WORKER)).toList()))
                    .hasSize(BATCH);
        });
    }

    /** Simulates a backlog that arrived after a VACUUM of an empty table. */
    @Test
    void frequentStatementsWithStatisticsOfAnEmptyTable() throws Exception {
        String url = TestDatabase.POSTGRESQL.url(DATABASE);
        FilledTables.execute(url, "UPDATE pg_class SET reltuples = 0 WHERE oid = 'activity_execution'::regclass");
        try {
            starts();
            claimsByPriority();
            claimsFromManyQueues();
            claimsByAge();
            completionsAndHeartbeats();
            changesOnTheLockedPath();
        } finally {
            FilledTables.execute(url, "ANALYZE activity_execution");
        }
    }

    @Test
    void changesOnTheLockedPath() {
        assertBounded(BATCH, () -> store.apply(claimed().stream().map(task -> new Change(RunRef.run(task.runId()),
                new Event.Fail(AttemptRef.byToken(task.fence()), Failure.application("Oops", "no"), null, WORKER))).toList()));
        assertBounded(BATCH, () -> store.apply(batch(i -> new Change(RunRef.latest("open-" + (i + 1_000)),
                new Event.RequestCancel(null, null, null, WORKER)))));
        assertBounded(BATCH, () -> store.apply(List.of(new Change(RunRef.latest("nightly"), new Event.Pause(null, null)))));
        assertBounded(BATCH, () -> store.delete(batch(i -> RunRef.run(FilledRows.openRun(i + 2_000))), WORKER));
    }

    @Test
    void dueTimeouts() {
        assertBounded(FEW, () -> assertThat(store.hasDue()).isTrue());
        assertBounded(BATCH, () -> assertThat(store.fireDue(BATCH).count()).isEqualTo(BATCH));
    }

    @Test
    void leases() {
        UUID node = UUID.randomUUID();
        assertBounded(BATCH, () -> {
            leases.hold(node, WORKER, List.of(FilledTables.QUEUE), Duration.ofMinutes(1));
            leases.lost(UUID.randomUUID());
            leases.others(node);
        });
    }

    @Test
    void takeOver() {
        assertBounded(BATCH, () -> assertThat(store.loseLease(FilledRows.node(1), BATCH)).isEqualTo(BATCH));
        assertBounded(BATCH, () -> leases.remove(FilledRows.node(2)));
        assertBounded(BATCH, () -> assertThat(store.loseLease(UUID.randomUUID(), BATCH)).isZero());
        assertBounded(BATCH, () -> leases.remove(UUID.randomUUID()));
        // Bounded by the number of running rows, whatever the backlog
        assertBounded(FilledTables.OPEN / 4, () -> assertThat(leases.unknownOwners()).contains(FilledRows.node(3)));
    }

    @Test
    void checksOfManyRuns() {
        List<UUID> runs = new ArrayList<>(batch(i -> FilledRows.openRun(3_000 + i * 5)));
        runs.addAll(batch(i -> FilledRows.closedRun(3_000 + i)));
        assertBounded(runs.size(), () -> assertThat(store.inProgress(runs)).hasSizeBetween(1, BATCH));
        assertBounded(runs.size(), () -> assertThat(store.closed(runs, (unreadable, reason) -> {
            throw reason;
        })).hasSize(BATCH));
        assertBounded(runs.size(), () -> assertThat(store.notOpen(runs)).hasSize(BATCH));
    }

    @Test
    void descriptions() {
        for (RunRef run : List.of(RunRef.run(FilledRows.openRun(4_001)), RunRef.run(FilledRows.closedRun(1)),
                RunRef.latest("open-4001"), RunRef.latest("closed-4001"), RunRef.latest("nightly"))) {
            assertBounded(BATCH, () -> assertThat(store.find(run)).isNotNull());
        }
    }

    @Test
    void retention() {
        assertBounded(BATCH, () -> assertThat(store.deleteClosedBefore(Duration.ofDays(27), BATCH)).isEqualTo(BATCH));
    }

    /** Uses a larger bound: rows that other tests deleted or closed, some hundreds, may lie between the rows of a page. */
    @Test
    void lists() {
        for (String query : List.of("", "ExecutionStatus = 'Running'", "ExecutionStatus = 'Paused'",
                "ExecutionStatus = 'Failed'", "ExecutionStatus = 'Completed'",
                "ActivityId = 'closed-4001'", "RunId = '" + FilledRows.closedRun(1) + "'")) {
            Query parsed = Query.parse(query);
            for (UUID before : Arrays.asList(null, FilledRows.openRun(FilledTables.OPEN / 2),
                    FilledRows.closedRun(FilledTables.CLOSED / 2))) {
                assertBounded(10 * BATCH, () -> store.list(parsed, before, BATCH));
            }
        }
    }

    /** One statement reads all tasks that can be claimed in order to count them; its result is cached for a while. */
    @Test
    void gauges() {
        for (String mode : PLAN_CACHE_MODES) {
            List<JsonNode> explained = explain(mode, store::statistics);
            assertThat(explained).filteredOn(statement -> !PlanChecker.problems(statement.get("Plan"), FEW).isEmpty())
                    .singleElement().satisfies(statement -> assertThat(statement.get("Query Text").asText())
                            .contains("count(*)").doesNotContain("activity_execution_closed"));
        }
    }

    @Test
    void aMissingIndexIsDetected() throws Exception {
        String url = TestDatabase.POSTGRESQL.url(DATABASE);
        String valid = "UPDATE pg_index SET indisvalid = %s WHERE indexrelid = 'activity_execution_claim'::regclass";
        // Cached plans depend on the table only, so it has to change too
        String replan = "ALTER TABLE activity_execution SET (fillfactor = 70)";
        FilledTables.execute(url, valid.formatted(false), replan);
        try {
            for (String mode : PLAN_CACHE_MODES) {
                assertThat(explain(mode, () -> store.claim(request(ClaimOrder.PRIORITY, ClaimFloor.NONE))))
                        .anyMatch(statement -> !PlanChecker.problems(statement.get("Plan"), BATCH).isEmpty());
            }
        } finally {
            FilledTables.execute(url, valid.formatted(true), replan);
        }
    }
}
