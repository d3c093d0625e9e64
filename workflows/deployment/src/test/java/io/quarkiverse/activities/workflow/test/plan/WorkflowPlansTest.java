package io.quarkiverse.activities.workflow.test.plan;

import static io.quarkiverse.activities.test.store.plan.FilledRows.closedRun;
import static io.quarkiverse.activities.test.store.plan.FilledRows.openRun;
import static io.quarkiverse.activities.workflow.test.plan.FilledWorkflows.KINDS;
import static io.quarkiverse.activities.workflow.test.plan.FilledWorkflows.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.maintenance.Sweep;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.StoreListener;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.test.store.plan.ExplainingDriver;
import io.quarkiverse.activities.test.store.plan.FilledRows;
import io.quarkiverse.activities.test.store.plan.PlanChecker;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;
import io.quarkiverse.activities.workflow.runtime.store.ClaimStore;
import io.quarkiverse.activities.workflow.runtime.store.CommitFollower;
import io.quarkiverse.activities.workflow.runtime.store.MessageStartStore;
import io.quarkiverse.activities.workflow.runtime.store.MessageStore;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.OutboxWork;
import io.quarkiverse.activities.workflow.runtime.store.RunField;
import io.quarkiverse.activities.workflow.runtime.store.RunOptions;
import io.quarkiverse.activities.workflow.runtime.store.RunOrigin;
import io.quarkiverse.activities.workflow.runtime.store.RunRepairs;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;
import io.quarkiverse.activities.workflow.runtime.store.StartStore;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;
import io.quarkiverse.activities.workflow.runtime.store.StoredValue;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Close;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Send;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkiverse.activities.workflow.test.ShopActivities;
import io.quarkiverse.activities.workflow.test.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests that the cost of the statements of workflows does not depend on how many runs are open or closed, and on the length of
 * their histories. Runs them on a filled PostgreSQL, with custom and generic plans. Not tested are lists by fields without an
 * index, and counts that match many runs: they have to read what they filter or count.
 */
@Tag("postgresql")
class WorkflowPlansTest {

    private static final String[] PLAN_CACHE_MODES = { "force_custom_plan", "force_generic_plan" };
    private static final int BATCH = 100;
    /** A bound that is low enough to detect a walk over all entries of an index. */
    private static final int FEW = 5;
    private static final int RANKS = 5;
    private static final int THREADS = 20;
    private static final UUID NODE = UUID.randomUUID();
    private static final Map<String, Collection<String>> SERVED = Map.of(QUEUE, KINDS);
    private static final byte[] PAYLOAD = { '1' };
    private static final AtomicInteger USED = new AtomicInteger();
    private static final AtomicInteger COMMITTED = new AtomicInteger();
    private static boolean filled;

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_plans")
            .overrideConfigKey("quarkus.datasource.jdbc.driver", ExplainingDriver.class.getName())
            .withApplicationRoot(jar -> jar.addPackage(WorkflowPlansTest.class.getPackage())
                    .addClasses(ShopActivities.class, TestDatabase.class, ExplainingDriver.class, PlanChecker.class,
                            FilledRows.class));

    @Inject
    WorkflowStore store;

    @Inject
    StartStore starts;

    @Inject
    MessageStartStore messageStarts;

    @Inject
    MessageStore messages;

    @Inject
    ClaimStore claims;

    @Inject
    TaskStore tasks;

    @Inject
    OutboxWork outbox;

    @Inject
    CommitFollower follower;

    @Inject
    RunUpkeep upkeep;

    @Inject
    RunRepairs repairs;

    @Inject
    ActivityStore activities;

    @Inject
    WorkflowRunner ofApplication;

    @Inject
    Sweep sweep;

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void fill() throws Exception {
        // Nobody else may do what the tests measure
        ofApplication.kill();
        sweep.stop();
        follower.listen(followUps -> {
        });
        activities.listen(StoreListener.NONE);
        if (!filled) {
            FilledWorkflows.fill(database);
            filled = true;
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

    /** Asserts the same of all statements but one, which contains this text. */
    private static void assertOnlyOneIsUnbounded(String text, int rows, Runnable work) {
        for (String mode : PLAN_CACHE_MODES) {
            assertThat(explain(mode, work))
                    .filteredOn(statement -> !PlanChecker.problems(statement.get("Plan"), rows).isEmpty())
                    .singleElement()
                    .satisfies(statement -> assertThat(statement.get("Query Text").asText()).contains(text));
        }
    }

    /** Batches of workflows have threads of their own. What the engine of activities does in the meantime does not count. */
    private static boolean isOfWorkflows(Thread thread) {
        String name = thread.getName();
        return !name.startsWith("activities-") || name.startsWith("activities-workflow-");
    }

    private static List<JsonNode> explain(String mode, Runnable work) {
        List<JsonNode> explained = ExplainingDriver.explain(mode, WorkflowPlansTest::isOfWorkflows, work);
        assertThat(explained).as("explained statements").isNotEmpty();
        return explained;
    }

    /** Does the same many times at once, so that the batches have more than one request. */
    private static <T> List<T> together(List<T> values, Consumer<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CompletableFuture.allOf(values.stream().map(value -> CompletableFuture.runAsync(() -> work.accept(value), threads))
                    .toArray(CompletableFuture[]::new)).join();
        } finally {
            threads.shutdown();
        }
        return values;
    }

    private static List<UUID> runs(int from, IntFunction<UUID> run) {
        return IntStream.rangeClosed(from, from + BATCH - 1).mapToObj(run).toList();
    }

    /** {@return a sleeping run, with an open activity, that no other test uses} */
    private RunRow sleeping() {
        return store.find(openRun(FilledWorkflows.BLOCKED + USED.incrementAndGet()), null);
    }

    private List<RunRow> claimed() {
        List<RunRow> runs = claims.claim(QUEUE, KINDS, NODE, BATCH, false);
        assertThat(runs).hasSize(BATCH);
        return runs;
    }

    private static NewRun start(String id, IdReusePolicy reuse, IdConflictPolicy conflict) {
        UUID run = UUID.randomUUID();
        return new NewRun(run, id == null ? run.toString() : id, "Order", 1, 1, "started", PAYLOAD,
                new RunOptions(Duration.ofHours(1), Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, null),
                RunOrigin.first(run), null, reuse, conflict, null, null, null);
    }

    private static TaskCommit task(RunRow row, List<Send> sends, List<StoredValue> values, Close close) {
        return new TaskCommit(row, NODE, "line", List.of(), List.of(), List.of(), sends, List.of(), values, List.of(), false,
                null, close, List.of());
    }

    private static Query query(String text) {
        return Query.parse(text, RunField.VOCABULARY);
    }

    @Test
    void claimsByRank() {
        assertBounded(BATCH, this::claimed);
    }

    @Test
    void claimsByAge() {
        assertBounded(RANKS * BATCH, () -> assertThat(claims.claim(QUEUE, KINDS, NODE, BATCH, true)).hasSize(BATCH));
    }

    @Test
    void claimsThatFindNothing() {
        for (boolean byAge : new boolean[] { false, true }) {
            assertBounded(FEW, () -> assertThat(claims.claim("nobody's", KINDS, NODE, BATCH, byAge)).isEmpty());
        }
    }

    @Test
    void claimsOfRunsThatHaveBeenTold() {
        int ready = FilledWorkflows.READY - BATCH;
        assertBounded(BATCH, () -> claims.claim(runs(ready, FilledRows::openRun), SERVED, NODE, "build-2"));
        assertBounded(BATCH, () -> assertThat(claims.claim(runs(18_000, FilledRows::openRun), SERVED, NODE, "build-2"))
                .isEmpty());
    }

    @Test
    void timesUntilTheNextRunIsReady() {
        assertBounded(RANKS, () -> assertThat(claims.untilReady(QUEUE, KINDS)).isPositive());
    }

    /** Messages of the runs that the first sweep woke, and those that other tests send, are read until tasks take them. */
    @Test
    void sweeps() {
        assertBounded(2 * FilledWorkflows.MESSAGES, () -> claims.sweep());
    }

    /** No index has the owner, so this reads all open runs: once for each node that ends or dies. */
    @Test
    void runsOfANodeThatEnds() {
        assertOnlyOneIsUnbounded("state IN (1, 2) AND owner", FEW, () -> claims.giveUp(UUID.randomUUID()));
    }

    @Test
    void blockedRuns() {
        int blocked = FilledWorkflows.BLOCKED - FilledWorkflows.OWNED;
        assertBounded(blocked, () -> assertThat(claims.blockedElsewhere(SERVED, "build-2")).hasSize(blocked * 9 / 10));
        assertBounded(blocked, () -> assertThat(claims.blockedElsewhere(SERVED, "build-1")).isEmpty());
    }

    @Test
    void overdueRuns() {
        assertBounded(BATCH + FEW, () -> {
            List<RunRow> first = claims.overdue(null);
            assertThat(first).hasSize(BATCH);
            assertThat(claims.overdue(first.get(BATCH - 1))).hasSize(BATCH);
        });
    }

    @Test
    void ownership() {
        List<UUID> runs = runs(FilledWorkflows.READY + 1, FilledRows::openRun);
        assertBounded(BATCH, () -> assertThat(claims.owned(runs)).hasSize(BATCH));
        assertBounded(BATCH, () -> claims.extend(runs, FilledRows.node(1)));
        assertBounded(FEW, () -> {
            RunRow row = store.find(openRun(FilledWorkflows.READY + BATCH + USED.incrementAndGet()), null);
            claims.giveBack(row, Duration.ofHours(1));
            claims.failed(row, null, "no", Duration.ofHours(1));
        });
    }

    @Test
    void runsThatAreFound() {
        assertBounded(FEW, () -> assertThat(store.find(openRun(4_001), null)).isNotNull());
        assertBounded(FEW, () -> assertThat(store.find(closedRun(4_001), null)).isNotNull());
        assertBounded(FEW, () -> assertThat(store.find(null, "open-4001")).isNotNull());
        assertBounded(FEW, () -> assertThat(store.find(null, "closed-4001")).isNotNull());
        assertBounded(FEW, () -> assertThat(store.find(null, "nightly")).isNotNull());
        assertBounded(BATCH, () -> assertThat(store.open(runs(4_001, FilledRows::openRun))).hasSize(BATCH));
        assertBounded(BATCH, () -> assertThat(store.closed(runs(4_001, FilledRows::closedRun))).hasSize(BATCH));
    }

    @Test
    void whatRunsAreRebuiltFrom() {
        for (UUID run : List.of(openRun(4_001), openRun(4_004), closedRun(4_001))) {
            RunRow row = store.find(run, null);
            assertBounded(FEW, () -> assertThat(tasks.material(row).outcomes()).isNotEmpty());
            assertBounded(FEW, () -> assertThat(store.trace(row).activities()).isNotEmpty());
            assertBounded(FEW, () -> assertThat(store.values(row)).hasSize(1));
            assertBounded(FEW, () -> assertThat(store.executionOf(run, "mine")).isNull());
            assertBounded(FEW, () -> assertThat(tasks.endedLocals(run)).isEmpty());
        }
        List<RunRow> rows = runs(4_001, FilledRows::openRun).stream().map(run -> store.find(run, null)).toList();
        assertBounded(BATCH, () -> together(rows, tasks::material));
        assertBounded(BATCH, () -> together(rows, row -> assertThat(tasks.since(row)).isNotNull()));
    }

    @Test
    void newsOfARunWithALongHistory() {
        RunRow row = store.find(openRun(FilledWorkflows.LONG), null);
        assertBounded(FEW, () -> assertThat(tasks.since(row).outcomes()).hasSize(2));
    }

    @Test
    void families() {
        UUID parent = openRun(FilledWorkflows.PARENT + 1);
        assertBounded(BATCH, () -> assertThat(store.openChildren(parent)).hasSize(FilledWorkflows.CHILDREN));
    }

    @Test
    void messages() {
        RunRow row = sleeping();
        UUID run = row.runId();
        assertBounded(FEW + FEW, () -> {
            assertThat(messages.send(run, StoredMessage.Kind.SIGNAL, "word", PAYLOAD, null)).isTrue();
            assertThat(messages.send(run, StoredMessage.Kind.SIGNAL, "word", PAYLOAD, UUID.randomUUID().toString())).isTrue();
            assertThat(messages.send(run, StoredMessage.Kind.CANCEL, null, null, null)).isTrue();
            assertThat(messages.update(run, "word", PAYLOAD, "one")).isNotNull();
            assertThat(tasks.since(row).messages()).isNotEmpty();
            messageStarts.begin(run);
            messages.wake(run);
        });
    }

    @Test
    void arrivals() {
        ClaimRequest request = new ClaimRequest(FilledWorkflows.STEPS, List.of("Step"), UUID.randomUUID(), "me", BATCH,
                ClaimOrder.PRIORITY, ClaimFloor.NONE);
        assertBounded(BATCH, () -> {
            List<ClaimedTask> tasks = activities.claim(request);
            assertThat(activities.complete(tasks.stream()
                    .map(task -> new Completion(task.runId(), task.fence(), PAYLOAD, "me")).toList())).hasSize(BATCH);
        });
    }

    @Test
    void starts() {
        List<Integer> many = IntStream.range(0, THREADS).boxed().toList();
        assertBounded(THREADS, () -> together(many, i -> assertThat(starts.startInBatch(
                start(null, IdReusePolicy.ALLOW_DUPLICATE, IdConflictPolicy.FAIL), NODE).join()).isNotNull()));
        assertBounded(THREADS, () -> together(many, i -> starts.startInBatch(
                start("open-" + (i + 1), IdReusePolicy.ALLOW_DUPLICATE, IdConflictPolicy.USE_EXISTING), NODE).join()));
        for (String id : Arrays.asList(null, "open-1", "closed-1", "nightly")) {
            assertBounded(BATCH, () -> starts
                    .start(start(id, IdReusePolicy.REJECT_DUPLICATE, IdConflictPolicy.USE_EXISTING), NODE));
        }
    }

    @Test
    void tasksThatShareStatements() {
        Close close = new Close(RunState.COMPLETED, PAYLOAD, null, List.of(), false, null, false);
        assertBounded(BATCH, () -> {
            List<RunRow> runs = runs(FilledWorkflows.READY + 300 + BATCH * COMMITTED.getAndIncrement(),
                    FilledRows::openRun).stream().map(run -> store.find(run, null)).toList();
            together(runs.subList(0, BATCH / 2), row -> assertCommitted(task(row, List.of(), List.of(), null)));
            together(runs.subList(BATCH / 2, BATCH), row -> assertCommitted(task(row, List.of(), List.of(), close)));
        });
    }

    @Test
    void tasksThatDoMore() {
        assertBounded(BATCH, () -> assertCommitted(task(sleeping(),
                List.of(new Send(1, "open-" + FilledWorkflows.OPEN, null, "word", PAYLOAD, false)),
                List.of(new StoredValue(StoredValue.Kind.PUBLISHED, "state", PAYLOAD)), null)));
        Close close = new Close(RunState.COMPLETED, PAYLOAD, null, List.of(1), true, null, false);
        assertBounded(BATCH, () -> assertCommitted(task(sleeping(), List.of(), List.of(), close)));
    }

    private void assertCommitted(TaskCommit task) {
        assertThat(tasks.commit(task).answer()).isEqualTo(Answer.COMMITTED);
    }

    @Test
    void runsThatCloseWithoutTheirCode() {
        byte[] failure = FailureChainCodec.encode(FailureChain.of(Failure.terminated("over")));
        assertBounded(BATCH, () -> assertThat(repairs.terminate(sleeping().runId(), "over")).isTrue());
        assertBounded(BATCH, () -> assertThat(tasks.timeOut(sleeping(), failure).answer()).isEqualTo(Answer.COMMITTED));
    }

    @Test
    void pauses() {
        assertBounded(FEW + FEW, () -> {
            UUID run = sleeping().runId();
            assertThat(repairs.pause(run, "why not", null)).isTrue();
            assertThat(repairs.pauseReason(run)).isEqualTo("why not");
            assertThat(repairs.unpause(run)).isTrue();
        });
    }

    @Test
    void outboxes() {
        AtomicInteger sender = new AtomicInteger(FilledWorkflows.SENDER);
        assertBounded(FEW, () -> assertThat(outbox.deliver(openRun(sender.incrementAndGet()))).isTrue());
        // Two entries for each of the first thousand runs
        assertBounded(2_000, () -> assertThat(outbox.runs(null)).hasSize(1_000));
    }

    @Test
    void retention() {
        assertBounded(2 * BATCH, () -> assertThat(upkeep.deleteClosedBefore(Duration.ofDays(27), BATCH)).isEqualTo(BATCH));
        AtomicInteger run = new AtomicInteger(5_000);
        assertBounded(FEW, () -> assertThat(upkeep.delete(closedRun(run.incrementAndGet()))).isTrue());
    }

    /** Uses a larger bound: rows that other tests deleted or closed may lie between the rows of a page. */
    @Test
    void lists() {
        for (String text : List.of("", "ExecutionStatus = 'Running'", "ExecutionStatus = 'Completed'",
                "ExecutionStatus = 'Failed'", "WorkflowId = 'closed-4001'", "WorkflowId = 'open-4001'",
                "RunId = '" + closedRun(1) + "'")) {
            Query query = query(text);
            for (UUID before : Arrays.asList(null, openRun(FilledWorkflows.OPEN / 2), closedRun(FilledWorkflows.CLOSED / 2))) {
                assertBounded(10 * BATCH, () -> upkeep.list(query, before, BATCH));
            }
        }
    }

    @Test
    void listsByCloseTime() {
        Instant from = Instant.now().minus(Duration.ofDays(20));
        Query query = query("CloseTime > '" + from + "' AND CloseTime < '" + from.plus(Duration.ofHours(3)) + "'");
        assertBounded(2 * BATCH, () -> assertThat(upkeep.list(query, null, BATCH)).hasSizeBetween(80, BATCH));
    }

    @Test
    void counts() {
        assertBounded(FEW, () -> upkeep.count(query("WorkflowId = 'closed-4001'")));
        assertBounded(FEW, () -> upkeep.count(query("RunId = '" + openRun(4_001) + "'")));
        int failed = FilledWorkflows.CLOSED / 80;
        assertBounded(failed, () -> assertThat(upkeep.count(query("ExecutionStatus = 'Failed'")).get(""))
                .isBetween(failed - 3 * BATCH / 80L - 1, (long) failed));
    }

    /** One statement reads all open runs in order to count them; its result is cached for a while. */
    @Test
    void statistics() {
        assertOnlyOneIsUnbounded("count(*)", FEW, upkeep::statistics);
    }

    /** Simulates runs that have been started after a VACUUM of an empty table. */
    @Test
    void frequentStatementsWithStatisticsOfEmptyTables() throws Exception {
        FilledWorkflows.execute(database, "UPDATE pg_class SET reltuples = 0 WHERE relname IN ('workflow_execution',"
                + " 'workflow_execution_closed', 'workflow_message', 'workflow_journal', 'workflow_value', 'workflow_outbox',"
                + " 'activity_execution_closed')");
        try {
            claimsByRank();
            claimsByAge();
            claimsThatFindNothing();
            claimsOfRunsThatHaveBeenTold();
            timesUntilTheNextRunIsReady();
            ownership();
            whatRunsAreRebuiltFrom();
            newsOfARunWithALongHistory();
            messages();
            arrivals();
            starts();
            tasksThatShareStatements();
        } finally {
            FilledWorkflows.execute(database, "ANALYZE");
        }
    }

    @Test
    void aMissingIndexIsDetected() throws Exception {
        String valid = "UPDATE pg_index SET indisvalid = %s WHERE indexrelid = 'workflow_execution_ready'::regclass";
        // Cached plans depend on the table only, so it has to change too
        String replan = "ALTER TABLE workflow_execution SET (fillfactor = 75)";
        FilledWorkflows.execute(database, valid.formatted(false), replan);
        try {
            for (String mode : PLAN_CACHE_MODES) {
                assertThat(explain(mode, () -> claims.claim(QUEUE, KINDS, NODE, BATCH, false)))
                        .anyMatch(statement -> !PlanChecker.problems(statement.get("Plan"), BATCH).isEmpty());
            }
        } finally {
            FilledWorkflows.execute(database, valid.formatted(true), replan);
        }
    }
}
