package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.RunnerWakes;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunOptions;
import io.quarkiverse.activities.workflow.runtime.store.RunOrigin;
import io.quarkiverse.activities.workflow.runtime.store.RunRepairs;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.StartStore;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** Workflows on nodes that come and go. */
@Tag("each-database")
@Timeout(60)
class WorkflowNodesTest extends WorkflowDeploys {

    /** Whether runs stay in memory. The build also runs these tests without. */
    private static final boolean CACHED = !"0".equals(System.getProperty("quarkus.activities.workflows.cache-size"));

    /** More rows than a statement may read. */
    private static final int FILL = 20_000;
    private static final int OUTBOX_PAGE = 1_000;

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_nodes").withApplicationRoot(jar -> jar
            .addClasses(WorkflowDeploys.class, ShopActivities.class, ShopWorkflows.class, CodeWorkflow.class,
                    TestDatabase.class));

    @Inject
    ShopActivities shop;

    @Inject
    TaskStore tasks;

    @Inject
    RunRepairs repairs;

    @Inject
    StartStore starts;

    @Inject
    RunnerWakes wakes;

    private final List<WorkflowRunner> runners = new ArrayList<>();

    @BeforeEach
    void withoutTheRunnerOfTheApplication() {
        ofApplication.kill();
    }

    @AfterEach
    void stop() {
        runners.forEach(WorkflowRunner::stop);
    }

    private WorkflowRunner runner() {
        WorkflowRunner runner = ofApplication.onNode(new Node());
        runners.add(runner);
        runner.start();
        return runner;
    }

    private WorkflowHandle<String> start(String type, String argument) {
        return workflows.call(type, String.class, argument).start();
    }

    @Test
    void anotherNodeContinuesWhereOneEnded() throws Exception {
        WorkflowRunner first = runner();
        WorkflowHandle<String> handle = start("Gated", "restart");
        shop.begun("restart").await();
        first.kill();
        shop.gate("restart").countDown();
        await().until(() -> store.find(UUID.fromString(handle.runId()), null).inbox() > 1);
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        runner();
        assertThat(handle.result()).isEqualTo("opened");
        assertThat(handle.describe().tasks()).isEqualTo(2);
    }

    /** The start is stored only after the node has begun to stop, which it would have run on. */
    @Test
    void aNodeThatStopsGivesBackTheRunsThatItTakesMeanwhile() {
        WorkflowRunner stopping = runner();
        NewRun run = newRun();
        RunnerWakes.Taker taker = wakes.offer(run);
        assertThat(taker).isNotNull();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping::stop);
        await().until(this::nobodyTakesRuns);
        taker.started(starts.start(run, taker.node()).row());
        stopped.join();
        assertThat(store.find(run.runId(), null).state()).isEqualTo(RunState.READY);
        workflows.handle(run.workflowId()).terminate("done");
    }

    private boolean nobodyTakesRuns() {
        RunnerWakes.Taker taker = wakes.offer(newRun());
        if (taker != null) {
            taker.started(null);
        }
        return taker == null;
    }

    private static NewRun newRun() {
        UUID run = UUID.randomUUID();
        return new NewRun(run, run.toString(), "Sequence", 1, 1, "shop", null,
                new RunOptions(Duration.ofHours(1), Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, null),
                RunOrigin.first(run), null, IdReusePolicy.ALLOW_DUPLICATE, IdConflictPolicy.FAIL, null, null, null);
    }

    @Test
    void aTimerFiresOnTimeOnAnotherNode() {
        WorkflowRunner first = runner();
        WorkflowHandle<Boolean> handle = workflows.call("Sleep", Boolean.class, "PT1S").start();
        await().until(() -> handle.describe().tasks() == 1);
        first.kill();
        runner();
        assertThat(handle.result()).isTrue();
        assertThat(handle.describe().closedTime().orElseThrow())
                .isAfterOrEqualTo(handle.describe().startTime().plusSeconds(1));
    }

    @Test
    void aNodeThatLostARunCannotCommit() throws SQLException {
        WorkflowHandle<String> handle = start("Sequence", "lost");
        UUID dead = UUID.randomUUID();
        RunRow claimed = claims.claim("shop", List.of("1 Sequence"), dead, 1, false).get(0);
        assertThat(claimed.runId()).hasToString(handle.runId());
        assertThat(claims.claim("shop", List.of("1 Sequence"), dead, 1, false)).isEmpty();
        // The task timeout is over
        execute("UPDATE workflow_execution SET ready_at = scheduled_at WHERE run_id = '" + handle.runId() + "'");
        runner();
        assertThat(handle.result()).isEqualTo("<<lost>>");
        assertThat(shop.calls("lost")).isEqualTo(1);
        assertThat(tasks.commit(commitOf(claimed)).answer()).isEqualTo(Answer.LOST);
        assertThat(claims.owned(claimed)).isNull();
    }

    @Test
    void aRunThatWasClaimedAgainIsLostToTheFirstOwner() {
        start("Signals", "1");
        RunRow first = claims.claim("shop", List.of("1 Signals"), UUID.randomUUID(), 1, false).get(0);
        claims.giveBack(first, Duration.ZERO);
        RunRow second = claims.claim("shop", List.of("1 Signals"), UUID.randomUUID(), 1, false).get(0);
        assertThat(second.runId()).isEqualTo(first.runId());
        assertThat(tasks.commit(commitOf(first)).answer()).isEqualTo(Answer.LOST);
        assertThat(tasks.commit(commitOf(second)).answer()).isEqualTo(Answer.COMMITTED);
        assertThat(tasks.commit(commitOf(second)).answer()).isEqualTo(Answer.LOST);
        repairs.terminate(first.runId(), "the test is over");
    }

    private static TaskCommit commitOf(RunRow row) {
        return new TaskCommit(row, null, null, List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), false, null, null, List.of());
    }

    @Test
    void aRunInMemoryGoesOnWithoutAClaim() {
        Assumptions.assumeTrue(CACHED);
        WorkflowRunner runner = runner();
        WorkflowHandle<String> handle = start("Signals", "29");
        await().until(() -> handle.describe().tasks() == 1);
        await().until(() -> runner.inMemory() == 1);
        for (int i = 0; i < 8; i++) {
            int tasks = i + 2;
            handle.signal("word", "w" + i);
            await().until(() -> handle.describe().tasks() == tasks);
        }
        // Once a second, the runner looks for runs that are ready, and claims this one if the look meets a signal
        assertThat(store.find(UUID.fromString(handle.runId()), null).epoch()).as("claims for 9 tasks").isLessThan(5);
        handle.signal("word", "w8");
        handle.signal("word", "w9");
        assertThat(handle.result()).isEqualTo("w0,w1,w2,w3,w4,w5,w6,w7,w8,w9");
        await().until(() -> runner.inMemory() == 0);
    }

    @Test
    void aRunThatLeftMemoryIsRebuilt() {
        Assumptions.assumeTrue(CACHED);
        WorkflowRunner runner = runner();
        WorkflowHandle<String> handle = start("Signals", "7");
        await().until(() -> handle.describe().tasks() == 1);
        await().until(() -> runner.inMemory() == 1);
        handle.signal("word", "one");
        await().until(() -> handle.describe().tasks() == 2 && runner.inMemory() == 1);
        runner.shrink();
        assertThat(runner.inMemory()).isZero();
        handle.signal("word", "two");
        assertThat(handle.result()).isEqualTo("one,two");
    }

    @Test
    void aRunInMemoryIsLostToTheNodeThatClaimsIt() throws SQLException {
        WorkflowRunner runner = runner();
        WorkflowHandle<String> handle = start("Signals", "7");
        await().until(() -> handle.describe().tasks() == 1 && (!CACHED || runner.inMemory() == 1));
        UUID run = UUID.fromString(handle.runId());
        claimFor(UUID.randomUUID(), run);
        handle.signal("word", "one");
        await().until(() -> runner.inMemory() == 0);
        assertThat(handle.describe().tasks()).isEqualTo(1);
        claims.giveBack(store.find(run, null), Duration.ZERO);
        handle.signal("word", "two");
        assertThat(handle.result()).isEqualTo("one,two");
    }

    @Test
    void anActivityThatEndsOnTheNodeOfItsRunCommitsWithTheNextTask() throws SQLException {
        Assumptions.assumeTrue(CACHED);
        WorkflowRunner runner = runner();
        WorkflowHandle<String> handle = start("Gated", "fused");
        await().until(() -> runner.inMemory() == 1);
        shop.gate("fused").countDown();
        assertThat(handle.result()).isEqualTo("opened");
        assertThat(arrivals(handle)).as("it was never in the inbox").containsExactly(0L);
    }

    @Test
    void whatAnActivityReturnsIsKeptIfAnotherNodeHasTakenTheRun() throws Exception {
        WorkflowRunner runner = runner();
        WorkflowHandle<String> handle = start("Gated", "taken");
        shop.begun("taken").await();
        await().until(() -> !CACHED || runner.inMemory() == 1);
        UUID run = UUID.fromString(handle.runId());
        claimFor(UUID.randomUUID(), run);
        shop.gate("taken").countDown();
        await().until(() -> !arrivals(handle).isEmpty());
        assertThat(arrivals(handle)).containsExactly(store.find(run, null).inbox());
        assertThat(handle.describe().tasks()).isEqualTo(1);
        claims.giveBack(store.find(run, null), Duration.ZERO);
        assertThat(handle.result()).isEqualTo("opened");
        assertThat(handle.describe().tasks()).isEqualTo(2);
    }

    @Test
    void aRunThatCannotBeWrittenHoldsUpNoOther() {
        runner();
        WorkflowHandle<String> bad = start("Unwritable", "x");
        List<WorkflowHandle<String>> handles = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            handles.add(start("Sequence", "good" + i));
        }
        for (int i = 0; i < handles.size(); i++) {
            assertThat(handles.get(i).result()).isEqualTo("<<good" + i + ">>");
        }
        assertThat(bad.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        bad.terminate("the test is over");
    }

    /** What a test does while a run is locked. */
    private interface Work {

        void run() throws SQLException;
    }

    private void whileLocked(WorkflowHandle<?> run, String strength, Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT run_id FROM workflow_execution WHERE run_id = '" + run.runId() + "' " + strength);
            work.run();
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void aRunThatATransactionHasLockedHoldsUpNoOther() throws SQLException {
        Assumptions.assumeTrue(TestDatabase.isPostgresql(), "only there tasks are written together");
        runner();
        WorkflowHandle<String> locked = start("Signals", "3");
        await().until(() -> locked.describe().tasks() == 1);
        // As by a transaction that has signaled the run, and has not committed
        whileLocked(locked, "FOR KEY SHARE", () -> {
            List<WorkflowHandle<String>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                others.add(start("Sequence", "beside" + i));
                if (i == 10) {
                    locked.signal("word", "one");
                }
            }
            long begun = System.nanoTime();
            for (int i = 0; i < others.size(); i++) {
                assertThat(others.get(i).result()).isEqualTo("<<beside" + i + ">>");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(locked.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        });
        assertThat(locked.result()).isEqualTo("one");
    }

    @Test
    void aRunThatIsLockedAsItClosesIsNotRunAgainAndAgain() throws SQLException {
        Assumptions.assumeTrue(TestDatabase.isPostgresql(), "only there a transaction can keep a run open");
        runner();
        // With a retry policy, it closes in a transaction of its own
        WorkflowHandle<String> locked = workflows.call("Signals", String.class, "3")
                .retry(RetryOptions.create().maximumAttempts(1)).start();
        UUID run = UUID.fromString(locked.runId());
        await().until(() -> locked.describe().tasks() == 1);
        whileLocked(locked, "FOR KEY SHARE", () -> {
            locked.signal("word", "one");
            await().during(Duration.ofSeconds(1)).until(() -> store.find(run, null).epoch() < 5);
        });
        assertThat(locked.result()).isEqualTo("one");
    }

    /** {@return a workflow that has closed because of a signal} */
    private WorkflowHandle<String> signaled() {
        WorkflowHandle<String> handle = start("Signals", "3");
        handle.signal("word", "one");
        assertThat(handle.result()).isEqualTo("one");
        return handle;
    }

    @Test
    void manyMessagesToALockedRunHoldUpNoOther() throws SQLException {
        runner();
        WorkflowHandle<String> sender = signaled();
        WorkflowHandle<String> locked = start("Signals", "3");
        WorkflowHandle<String> free = start("Signals", "3");
        await().until(() -> locked.describe().tasks() + free.describe().tasks() == 2);
        whileLocked(locked, "FOR UPDATE", () -> {
            send(sender, locked, OUTBOX_PAGE);
            send(sender, free, 1);
            assertThat(free.result()).isEqualTo("one");
            assertThat(locked.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        });
        assertThat(locked.result()).startsWith("one");
    }

    /** Sends what the sender has been sent. */
    private void send(WorkflowHandle<?> sender, WorkflowHandle<?> target, int times) throws SQLException {
        execute("INSERT INTO workflow_outbox (run_id, outbox_kind, outbox_number, target_workflow_id, message_name, payload)"
                + " SELECT run_id, 1, 0, '" + target.workflowId() + "', message_name, payload FROM workflow_message, "
                + (TestDatabase.isPostgresql() ? "generate_series" : "SYSTEM_RANGE") + "(1, " + times + ") WHERE run_id = '"
                + sender.runId() + "'");
    }

    @Test
    void aLockedRunOfANodeHoldsUpNoOtherThatTheNodeGivesUp() throws SQLException {
        Assumptions.assumeTrue(TestDatabase.isPostgresql(), "on H2, a node that has ended has no transaction");
        UUID ended = UUID.randomUUID();
        List<WorkflowHandle<String>> handles = IntStream.range(0, 5).mapToObj(i -> start("Sequence", "owned" + i)).toList();
        assertThat(claims.claim("shop", List.of("1 Sequence"), ended, 5, false)).hasSize(5);
        // As by a transactional Local Activity
        whileLocked(handles.get(0), "FOR SHARE", () -> {
            claims.giveUp(ended);
            List<RunState> states = handles.stream().map(handle -> store.find(UUID.fromString(handle.runId()), null).state())
                    .toList();
            assertThat(states).containsExactly(RunState.OWNED, RunState.READY, RunState.READY, RunState.READY, RunState.READY);
        });
        claims.giveUp(ended);
        runner();
        handles.forEach(handle -> assertThat(handle.result()).startsWith("<<owned"));
    }

    @Test
    void noStatementReadsAllRuns() throws SQLException {
        Assumptions.assumeTrue(TestDatabase.isPostgresql());
        WorkflowRunner runner = runner();
        assertThat(start("Sequence", "first").result()).isEqualTo("<<first>>");
        fill();
        long[] before = reads();
        for (int i = 0; i < 3; i++) {
            WorkflowHandle<String> handle = start("Signals", "3");
            await().until(() -> handle.describe().tasks() == 1);
            runner.shrink();
            handle.signal("word", "one");
            assertThat(handle.result()).isEqualTo("one");
            assertThat(start("Sequence", "i" + i).result()).isEqualTo("<<i" + i + ">>");
        }
        // The server reports its counters from time to time
        await().atMost(Duration.ofSeconds(30)).until(() -> reads()[1] > before[1]);
        assertThat(reads()[0] - before[0]).as("rows read without an index").isLessThan(FILL);
    }

    private void fill() throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            String many = "generate_series(1, " + FILL + ") AS number";
            statement.execute("INSERT INTO workflow_execution (run_id, workflow_id, workflow_type, rules_version, task_queue,"
                    + " state, ready_at, task_timeout, scheduled_at, first_run_id) SELECT gen_random_uuid(), 'filler' || number,"
                    + " 'Filler', 1, 'shop', 0, now() + interval '1 day', 1, now(), gen_random_uuid() FROM " + many);
            statement.execute("INSERT INTO workflow_message (run_id, message_kind, sent_at, taken_turn)"
                    + " SELECT gen_random_uuid(), 1, now(), 1 FROM " + many);
            statement.execute("INSERT INTO activity_execution_closed SELECT (jsonb_populate_record(one, jsonb_build_object("
                    + "'run_id', gen_random_uuid(), 'scope', gen_random_uuid(), 'arrival', 1))).*"
                    + " FROM activity_execution_closed AS one, " + many
                    + " WHERE one.run_id = (SELECT run_id FROM activity_execution_closed LIMIT 1)");
            statement.execute("ANALYZE");
        }
    }

    /** {@return how many rows of runs, messages and closed activities were read without an index, and scans by an index} */
    private long[] reads() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(seq_tup_read), sum(idx_scan) FROM pg_stat_user_tables"
                        + " WHERE relname IN ('workflow_execution', 'workflow_message', 'activity_execution_closed')")) {
            row.next();
            return new long[] { row.getLong(1), row.getLong(2) };
        }
    }

    /** {@return the numbers in the inbox of the closed activities of a run, 0 for those that were never in it} */
    private List<Long> arrivals(WorkflowHandle<?> handle) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection
                        .prepareStatement("SELECT arrival FROM activity_execution_closed WHERE scope = ?")) {
            statement.setObject(1, UUID.fromString(handle.runId()));
            List<Long> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getLong(1));
                }
            }
            return found;
        }
    }

    private void claimFor(UUID node, UUID run) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("UPDATE workflow_execution SET epoch = epoch + 1,"
                        + " state = 2, owner = ?, ready_at = ? WHERE run_id = ?")) {
            statement.setObject(1, node);
            statement.setObject(2, OffsetDateTime.now().plusMinutes(1));
            statement.setObject(3, run);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void twoNodesShareRunsAndRunEachStepOnce() {
        runner();
        runner();
        List<WorkflowHandle<String>> handles = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            handles.add(start("Sequence", "n" + i));
        }
        for (int i = 0; i < handles.size(); i++) {
            assertThat(handles.get(i).result()).isEqualTo("<<n" + i + ">>");
            assertThat(shop.calls("n" + i)).isEqualTo(1);
        }
    }

    @Test
    @Timeout(300)
    void aTaskQueueWithABacklogHoldsUpNoOther() {
        int crowd = 4_000;
        List<CompletionStage<?>> starts = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            starts.add(workflows.call("Crowd", String.class).taskQueue("crowded").startAsync());
        }
        starts.forEach(start -> start.toCompletableFuture().join());
        WorkflowHandle<String> alone = workflows.call("Alone", String.class).taskQueue("quiet").start();
        WorkflowRunner runner = ofApplication.onNode(new Node(), WorkflowRegistry.of("two queues",
                new RegisteredWorkflow("Crowd", 1, "crowded", CodeWorkflow.of((w, text) -> "one of many"), null),
                new RegisteredWorkflow("Alone", 1, "quiet", CodeWorkflow.of((w, text) -> "alone"), null)));
        runners.add(runner);
        runner.start();
        assertThat(alone.result()).isEqualTo("alone");
        await().atMost(Duration.ofSeconds(120))
                .until(() -> workflows.count("TaskQueue = 'crowded' AND ExecutionStatus = 'Running'").total() == 0);
        assertThat(workflows.count("TaskQueue = 'crowded' AND CloseTime < '" + alone.describe().closedTime().orElseThrow()
                + "'").total()).isLessThan(crowd / 2);
    }

    @Test
    void runsWithChunksAreReadTogether() {
        runner();
        List<WorkflowHandle<String>> handles = IntStream.range(0, 20).mapToObj(i -> start("Long", "")).toList();
        List<RunRow> rows = handles.stream().map(handle -> {
            handle.result();
            return store.find(UUID.fromString(handle.runId()), null);
        }).toList();
        ExecutorService threads = Executors.newFixedThreadPool(rows.size());
        try {
            List<CompletableFuture<RunMaterial>> read = rows.stream()
                    .map(row -> CompletableFuture.supplyAsync(() -> tasks.material(row), threads)).toList();
            for (int i = 0; i < rows.size(); i++) {
                RunMaterial material = read.get(i).join();
                assertThat(material.row()).isEqualTo(rows.get(i));
                assertThat(material.chunks()).hasSize(rows.get(i).chunks()).hasSizeGreaterThan(1);
                assertThat(material.journal()).hasSize(41);
                assertThat(material.outcomes()).hasSize(40);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aTerminatedRunLeavesMemory() {
        Assumptions.assumeTrue(CACHED);
        WorkflowRunner runner = runner();
        WorkflowHandle<String> handle = start("Signals", "3");
        await().until(() -> runner.inMemory() == 1);
        handle.terminate("the test is over");
        await().until(() -> runner.inMemory() == 0);
    }

    @Test
    void aRunThatATransactionReplacesLeavesMemory() {
        Assumptions.assumeTrue(CACHED);
        WorkflowRunner runner = runner();
        String id = start("Signals", "3").workflowId();
        await().until(() -> runner.inMemory() == 1);
        QuarkusTransaction.requiringNew().run(() -> workflows.call("Sequence", String.class, "next").id(id)
                .conflictPolicy(IdConflictPolicy.TERMINATE_EXISTING).start());
        assertThat(workflows.handle(id, String.class).result()).isEqualTo("<<next>>");
        await().until(() -> runner.inMemory() == 0);
    }

    @Test
    void aDamagedJournalBlocksItsRunOnly() throws SQLException {
        WorkflowRunner runner = runner();
        WorkflowHandle<String> overdue = start("Signals", "3");
        WorkflowHandle<String> terminated = start("Signals", "3");
        UUID run = UUID.fromString(overdue.runId());
        await().until(() -> overdue.describe().tasks() == 1 && terminated.describe().tasks() == 1);
        await().until(() -> !CACHED || runner.inMemory() == 2);
        runner.shrink();
        runner.shrink();
        execute("UPDATE workflow_execution SET tail = 'damaged' WHERE workflow_type = 'Signals'");
        overdue.signal("word", "one");
        // It is tried again and again, and owned meanwhile
        await().until(() -> store.find(run, null).state() == RunState.BLOCKED);
        assertThat(store.find(run, null).taskFailure()).contains("damaged");
        execute("UPDATE workflow_execution SET deadline_at = scheduled_at WHERE run_id = '" + run + "'");
        await().until(() -> store.find(run, null).state() == RunState.TIMED_OUT);
        terminated.terminate("the test is over");
        assertThat(start("Sequence", "healthy").result()).isEqualTo("<<healthy>>");
    }

    @Test
    void aDamagedRetryPolicyHoldsUpNoOtherRun() throws SQLException {
        runner();
        WorkflowHandle<String> damaged = workflows.call("Signals", String.class, "1").retry(RetryOptions.create())
                .runTimeout(Duration.ofMinutes(1)).start();
        await().until(() -> damaged.describe().tasks() == 1);
        UUID run = UUID.fromString(damaged.runId());
        execute("UPDATE workflow_execution SET retry_policy = " + (TestDatabase.isPostgresql() ? "'\\x5b'" : "X'5b'")
                + ", deadline_at = scheduled_at, ready_at = scheduled_at WHERE run_id = '" + run + "'");
        assertThat(start("Sequence", "healthy").result()).isEqualTo("<<healthy>>");
        await().until(() -> store.find(run, null).state() == RunState.TIMED_OUT);
        assertThat(store.find(run, null).retryState()).isEqualTo(RetryState.INTERNAL_SERVER_ERROR);
    }

    @Test
    void aRunThatTheEngineCannotReadHoldsUpNoOther() throws SQLException {
        runner();
        WorkflowHandle<String> handle = start("Signals", "3");
        UUID run = UUID.fromString(handle.runId());
        await().until(() -> handle.describe().tasks() == 1);
        execute("INSERT INTO workflow_message (run_id, message_kind, message_name, sent_at) VALUES ('" + run
                + "', 15, 'of a newer release', CURRENT_TIMESTAMP)");
        handle.signal("word", "one");
        await().until(() -> store.find(run, null).taskAttempt() >= 3);
        assertThat(store.find(run, null).taskFailure()).contains("Unknown kind of message: 15");
        assertThat(start("Sequence", "readable").result()).isEqualTo("<<readable>>");
        execute("DELETE FROM workflow_message WHERE message_kind = 15");
        assertThat(handle.result()).isEqualTo("one");
    }

    @Test
    void messagesOfClosedRunsDoNotHideOthersFromTheSweep() throws SQLException {
        runner();
        WorkflowHandle<String> first = signaled();
        WorkflowHandle<String> handle = start("Signals", "3");
        await().until(() -> handle.describe().tasks() == 1);
        execute("INSERT INTO workflow_message (run_id, message_kind, message_name, sent_at) SELECT "
                + (TestDatabase.isPostgresql() ? "gen_random_uuid(), 1, 'stale', now() FROM generate_series(1, "
                        : "RANDOM_UUID(), 1, 'stale', now() FROM SYSTEM_RANGE(1, ")
                + FILL + ")");
        try {
            execute("INSERT INTO workflow_message (run_id, message_kind, message_name, payload, sent_at) SELECT '"
                    + handle.runId() + "', message_kind, message_name, payload, sent_at FROM workflow_message WHERE run_id = '"
                    + first.runId() + "'");
            assertThat(handle.result()).isEqualTo("one");
        } finally {
            execute("DELETE FROM workflow_message WHERE message_name = 'stale'");
        }
    }

    @Test
    void aClosedRunLeavesNoMessageToTheSweep() throws SQLException {
        WorkflowHandle<String> handle = start("Signals", "3");
        handle.signal("word", "one");
        handle.terminate("the test is over");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM workflow_message WHERE taken_turn IS NULL"
                        + " AND run_id = '" + handle.runId() + "'")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
