package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.TerminatedFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.WorkflowAlreadyStartedException;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** Workflows on a real database: each test is one path from a start to a result. */
@Tag("each-database")
@Timeout(60)
class WorkflowEngineTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflows").withApplicationRoot(jar -> jar
            .addClasses(ShopActivities.class, ShopWorkflows.class, CodeWorkflow.class, TestDatabase.class))
            .setLogRecordPredicate(record -> record.getMessage().contains("is blocked"))
            .assertLogRecords(records -> assertThat(records).extracting(record -> record.getParameters()[0])
                    .isSubsetOf("Changing", "Random"));

    @Inject
    WorkflowClient workflows;

    @Inject
    ActivityClient activities;

    @Inject
    ShopActivities shop;

    @Inject
    ShopWorkflows code;

    @Inject
    AgroalDataSource dataSource;

    private WorkflowHandle<String> start(String type, String argument) {
        return workflows.call(type, String.class, argument).start();
    }

    private static void openEventually(WorkflowHandle<?> handle, int tasks) {
        await().until(() -> handle.describe().tasks() >= tasks);
    }

    @Test
    void runsActivitiesOneAfterTheOther() {
        assertThat(start("Sequence", "a").result()).isEqualTo("<<a>>");
        assertThat(shop.calls("a")).isEqualTo(1);
    }

    @Test
    void theReplayCheckKnowsTheArguments() {
        assertThat(start("Choice", "long").result()).isEqualTo("<second>4"); // see the log records of APP
    }

    @Test
    void runsActivitiesInParallel() {
        assertThat(start("Parallel", "p").result()).startsWith("[<p0>, <p1>, <p2>").endsWith("<p19>]");
    }

    @Test
    void aThousandActivitiesRunInParallel() {
        int calls = shop.calls("1000");
        WorkflowHandle<String> handle = start("FanOut", "1000");
        assertThat(handle.result()).isEqualTo("1000");
        assertThat(shop.calls("1000")).as("each has run once").isEqualTo(calls + 1_000);
        assertThat(handle.describe().tasks()).as("a task takes all that has arrived").isLessThan(200);
    }

    /** W4. Not on H2, where each completion is a transaction of its own. */
    @Test
    void theRowOfARunIsNotUpdatedForEachOfItsActivities() throws SQLException {
        Assumptions.assumeTrue(TestDatabase.isPostgresql());
        execute("CREATE TABLE update_of_run (run_id uuid)");
        execute("CREATE FUNCTION count_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " INSERT INTO update_of_run VALUES (NEW.run_id); RETURN NULL; END $$");
        execute("CREATE TRIGGER count_update AFTER UPDATE ON workflow_execution FOR EACH ROW EXECUTE FUNCTION count_update()");
        try {
            WorkflowHandle<String> handle = start("FanOut", "1000");
            assertThat(handle.result()).isEqualTo("1000");
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT count(*) FROM update_of_run WHERE run_id = '" + handle.runId() + "'")) {
                row.next();
                assertThat(row.getInt(1)).isBetween(1, 199);
            }
        } finally {
            execute("DROP TRIGGER count_update ON workflow_execution");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void timersAreNeverEarly() {
        assertThat(workflows.call("Sleep", Boolean.class, "PT0.3S").execute()).isTrue();
    }

    @Test
    void signalsArriveInOrder() {
        WorkflowHandle<String> handle = start("Signals", "11");
        handle.signal("word", "one");
        handle.signal("word", "two");
        handle.signal("word", "six");
        assertThat(handle.result()).isEqualTo("one,two,six");
    }

    /** W18: with signals that never cease, the second attempt leaves them to the next run. */
    @Test
    void aRunContinuesAsNewAlthoughEachAttemptIsSignaled() {
        String id = UUID.randomUUID().toString();
        AtomicInteger signals = new AtomicInteger();
        code.beforeContinuing = () -> CompletableFuture
                .runAsync(() -> workflows.handle(id).signal("word", "w" + signals.incrementAndGet())).join();
        WorkflowHandle<String> handle = workflows.call("Restless", String.class, "first").id(id).start();
        WorkflowHandle<?> first = workflows.handle(id, handle.runId());
        await().until(() -> first.describe().status() == WorkflowStatus.CONTINUED_AS_NEW);
        int sent = signals.get();
        assertThat(sent).isGreaterThan(1);
        workflows.handle(id).signal("word", "end");
        assertThat(handle.result()).endsWith("w" + sent + ",end");
    }

    @Test
    void signalsOfManyClientsArriveOnceAndInTheOrderOfEach() {
        List<List<String>> words = Stream.of("a", "b", "c", "d", "e")
                .map(client -> IntStream.range(100, 200).mapToObj(i -> client + i).toList()).toList();
        List<String> all = words.stream().flatMap(List::stream).toList();
        WorkflowHandle<String> handle = start("Signals", String.valueOf(String.join(",", all).length()));
        List<CompletableFuture<Void>> sent = words.stream().map(ofClient -> CompletableFuture
                .runAsync(() -> ofClient.forEach(word -> handle.signal("word", word)))).toList();
        sent.forEach(CompletableFuture::join);
        List<String> received = List.of(handle.result().split(","));
        assertThat(received).containsExactlyInAnyOrderElementsOf(all);
        words.forEach(ofClient -> assertThat(received).containsSubsequence(ofClient));
    }

    @Test
    void queriesAreAnsweredFromTheJournal() {
        WorkflowHandle<String> handle = start("Signals", "7");
        handle.signal("word", "one");
        openEventually(handle, 1);
        await().until(() -> "{word=one}".equals(String.valueOf(handle.query("words", java.util.Map.class))));
        handle.signal("word", "two");
        assertThat(handle.result()).isEqualTo("one,two");
        assertThat(handle.query("words", java.util.Map.class).get("word")).isEqualTo("one,two");
        assertThatThrownBy(() -> handle.query("other", String.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unknown query type: other");
    }

    @Test
    void awaitEndsWithItsTimeoutOrBefore() {
        assertThat(start("AwaitWithTimeout", "PT0.2S").result()).isEqualTo("false null");
        WorkflowHandle<String> handle = start("AwaitWithTimeout", "PT1H");
        handle.signal("word", "now");
        assertThat(handle.result()).isEqualTo("true now");
    }

    @Test
    void startsAndSignalsJoinTheTransaction() {
        String id = UUID.randomUUID().toString();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            workflows.call("Signals", String.class, "3").id(id).start();
            workflows.handle(id).signal("word", "joined");
            throw new IllegalStateException("roll back");
        })).hasMessageContaining("roll back");
        assertThatThrownBy(() -> workflows.handle(id).describe()).isInstanceOf(WorkflowNotFoundException.class);
        QuarkusTransaction.requiringNew().run(() -> {
            workflows.call("Signals", String.class, "3").id(id).start();
            workflows.handle(id).signal("word", "joined");
        });
        assertThat(workflows.handle(id, String.class).result()).isEqualTo("joined");
    }

    @Test
    void tryCancelDoesNotWait() throws Exception {
        WorkflowHandle<String> handle = start("CancelTRY_CANCEL", "try");
        shop.begun("try").await();
        handle.cancel("enough");
        assertCanceled(handle);
        shop.gate("try").countDown();
    }

    @Test
    void waitCancellationCompletedWaits() throws Exception {
        WorkflowHandle<String> handle = start("CancelWAIT_CANCELLATION_COMPLETED", "wait");
        shop.begun("wait").await();
        handle.cancel("enough");
        openEventually(handle, 2);
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        shop.gate("wait").countDown();
        assertCanceled(handle);
    }

    @Test
    void anAbandonedActivityOutlivesItsWorkflow() throws Exception {
        WorkflowHandle<String> handle = start("CancelABANDON", "abandon");
        shop.begun("abandon").await();
        handle.cancel("enough");
        assertCanceled(handle);
        var activity = activities.handle(handle.runId() + "/a1");
        assertThat(activity.describe().status()).isEqualTo(ActivityStatus.RUNNING);
        activity.terminate("the test is over");
    }

    private static void assertCanceled(WorkflowHandle<String> handle) {
        assertThatThrownBy(handle::result)
                .asInstanceOf(type(WorkflowFailedException.class)).satisfies(failure -> {
                    assertThat(failure.status()).isEqualTo(WorkflowStatus.CANCELED);
                    assertThat(failure.getCause()).isInstanceOf(CanceledFailure.class);
                });
    }

    @Test
    void failuresHaveTheirShapes() {
        assertThatThrownBy(start("Failing", "no")::result).asInstanceOf(type(WorkflowFailedException.class))
                .satisfies(failure -> {
                    assertThat(failure.status()).isEqualTo(WorkflowStatus.FAILED);
                    ActivityFailure activity = (ActivityFailure) failure.getCause();
                    assertThat(activity.activityType()).isEqualTo("Refuse");
                    assertThat(((ApplicationFailure) activity.getCause()).type()).isEqualTo("Refused");
                });
        assertThatThrownBy(start("Throwing", "no")::result).hasCauseInstanceOf(ApplicationFailure.class)
                .cause().hasMessage("no");
    }

    @Test
    void aBugFailsTheTaskUntilItIsMended() {
        WorkflowHandle<String> handle = start("Buggy", "");
        assertThat(handle.result()).isEqualTo("mended");
        assertThat(code.bugs).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    void aChainOfRunsHasOneResult() {
        WorkflowHandle<String> handle = start("Counting", "5");
        WorkflowHandle<String> latest = workflows.handle(handle.workflowId(), String.class);
        // A run without a Workflow Task cannot be queried yet
        await().ignoreException(IllegalStateException.class)
                .until(() -> latest.query("number", String.class).equals("0"));
        latest.signal("word", "arrived");
        assertThat(handle.result()).isEqualTo("done arrived");
        assertThat(latest.result()).isEqualTo("done arrived");
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.CONTINUED_AS_NEW);
        assertThat(handle.describe().nextRunId()).isPresent();
    }

    @Test
    void stepsRunOnce() {
        WorkflowHandle<String> handle = start("Steps", "");
        String result = handle.result();
        assertThat(result).isEqualTo("<s1>2");
        assertThat(handle.history().events()).anyMatch(event -> event.type() == WorkflowEventType.MARKER_RECORDED);
    }

    @Test
    void aLocalActivityHoldsUpNoSignal() throws Exception {
        WorkflowHandle<String> handle = start("LocalAndSignal", "local");
        shop.begun("local").await();
        handle.signal("word", "early ");
        // The body ends only after the signal was delivered
        openEventually(handle, 2);
        shop.gate("local").countDown();
        assertThat(handle.result()).isEqualTo("early falseopened");
    }

    @Test
    void terminationCancelsActivities() throws Exception {
        WorkflowHandle<String> handle = start("Gated", "terminated");
        shop.begun("terminated").await();
        handle.terminate("no more");
        assertThatThrownBy(handle::result).hasCauseInstanceOf(TerminatedFailure.class);
        assertThat(activities.handle(handle.runId() + "/a1").describe().runState()).isPresent();
        shop.gate("terminated").countDown();
        assertThatThrownBy(() -> handle.signal("word", "late")).isInstanceOf(WorkflowNotFoundException.class);
    }

    @Test
    void aRunTimesOut() {
        WorkflowHandle<String> handle = workflows.call("Signals", String.class, "9").runTimeout(Duration.ofMillis(300))
                .start();
        assertThatThrownBy(handle::result).hasCauseInstanceOf(TimeoutFailure.class);
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.TIMED_OUT);
    }

    @Test
    void idsFollowTheirPolicies() {
        String id = UUID.randomUUID().toString();
        WorkflowHandle<String> first = workflows.call("Signals", String.class, "1").id(id).start();
        assertThatThrownBy(() -> workflows.call("Signals", String.class, "1").id(id).start())
                .isInstanceOf(WorkflowAlreadyStartedException.class);
        assertThat(workflows.call("Signals", String.class, "1").id(id).conflictPolicy(IdConflictPolicy.USE_EXISTING).start()
                .runId()).isEqualTo(first.runId());
        WorkflowHandle<String> second = workflows.call("Signals", String.class, "1").id(id)
                .conflictPolicy(IdConflictPolicy.TERMINATE_EXISTING).start();
        assertThat(first.describe().status()).isEqualTo(WorkflowStatus.TERMINATED);
        second.signal("word", "x");
        assertThat(second.result()).isEqualTo("x");
        assertThatThrownBy(() -> workflows.call("Signals", String.class, "1").id(id)
                .reusePolicy(IdReusePolicy.REJECT_DUPLICATE).start()).isInstanceOf(WorkflowAlreadyStartedException.class);
    }

    @Test
    void codeThatDoesNotFitItsJournalBlocksTheRunOnly() {
        WorkflowHandle<String> handle = start("Changing", "c");
        openEventually(handle, 2);
        code.changed = true;
        try {
            handle.signal("word", "go");
            await().until(() -> handle.describe().blocked());
            assertThat(handle.describe().taskFailure().orElseThrow()).contains("activity 1 Echo");
        } finally {
            code.changed = false;
        }
        assertThat(handle.result()).isEqualTo("<c>");
    }

    @Test
    void codeThatIsNotDeterministicIsNoticedOnItsFirstRun() {
        WorkflowHandle<String> handle = start("Random", "r");
        await().until(() -> handle.describe().blocked());
        assertThat(handle.describe().taskFailure().orElseThrow()).contains("not deterministic")
                .contains("activity 1 Look");
        assertThat(handle.describe().tasks()).isZero();
        handle.terminate("the test is over");
    }

    @Test
    void aWorkflowSignalsAnother() {
        WorkflowHandle<String> target = start("Signals", "3");
        assertThat(start("Sending", target.workflowId()).result()).isEqualTo("sent");
        assertThat(target.result()).isEqualTo("from another");
    }

    @Test
    void aLongJournalMovesToChunks() {
        WorkflowHandle<String> handle = start("Long", "");
        assertThat(handle.result()).isEqualTo("<long39>");
        assertThat(shop.calls("long0")).isEqualTo(1);
        assertThat(handle.describe().tasks()).isEqualTo(41);
    }
}
