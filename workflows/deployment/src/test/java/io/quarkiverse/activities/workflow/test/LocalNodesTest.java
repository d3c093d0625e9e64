package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.TerminatedFailure;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;
import io.quarkiverse.activities.workflow.runtime.store.ClaimStore;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** Local Activities on nodes that come and go: ownership, transactions, and code that does not block. */
@Tag("each-database")
@Timeout(60)
class LocalNodesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("local_nodes")
            .withApplicationRoot(jar -> jar.addClasses(LocalActivitiesOfTest.class, LocalWorkflows.class, Ledger.class,
                    CodeWorkflow.class, TestDatabase.class))
            .setLogRecordPredicate(record -> record.getMessage().contains("has not blocked"))
            .assertLogRecords(records -> assertThat(records).anySatisfy(record -> {
                assertThat(String.valueOf(record.getParameters()[3])).isEqualTo("for a second");
                assertThat(record.getThrown().getStackTrace())
                        .anyMatch(frame -> frame.getClassName().contains("LocalWorkflows"));
            }));

    @Inject
    WorkflowClient workflows;

    @Inject
    WorkflowStore store;

    @Inject
    ClaimStore claims;

    @Inject
    TaskStore tasks;

    @Inject
    WorkflowRunner ofApplication;

    @Inject
    LocalActivitiesOfTest bodies;

    @Inject
    Ledger ledger;

    @Inject
    TransactionSynchronizationRegistry transaction;

    private final List<WorkflowRunner> runners = new ArrayList<>();

    @BeforeEach
    void withoutTheRunnerOfTheApplication() {
        ofApplication.kill();
        ledger.create();
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

    private WorkflowCall<String> call(String type, String argument) {
        return workflows.call(type, String.class, argument).id(argument);
    }

    private WorkflowHandle<String> start(String type, String argument) {
        return call(type, argument).start();
    }

    /** The test waits until the task timeout of the run is over. */
    private WorkflowHandle<String> startWithShortTasks(String type, String argument) {
        return call(type, argument).taskTimeout(Duration.ofSeconds(2)).start();
    }

    private RunRow row(WorkflowHandle<?> handle) {
        return store.find(UUID.fromString(handle.runId()), null);
    }

    // Ownership

    @Test
    void theOwnershipIsExtendedWhileABodyRuns() {
        runner();
        runner();
        WorkflowHandle<String> handle = call("LocalThenWord", "extended").taskTimeout(Duration.ofMinutes(1)).start();
        bodies.await("extended began");
        await().until(() -> handle.describe().tasks() == 1);
        Instant first = row(handle).readyAt();
        // As if most of the task timeout had passed
        ledger.execute("UPDATE workflow_execution SET ready_at = ready_at - INTERVAL '50' SECOND"
                + " WHERE workflow_id = 'extended'");
        await().until(() -> row(handle).readyAt().isAfter(first));
        bodies.latch("extended may end").countDown();
        handle.signal("word", "done");
        assertThat(handle.result()).endsWith("done");
        assertThat(bodies.count("extended")).isEqualTo(1);
    }

    @Test
    void aBodyOfALostRunIsToldToStopAndItsOutcomeIsRefused() {
        runner();
        WorkflowHandle<String> handle = start("CallOnce", "lost");
        bodies.await("lost began");
        // As if this node had been frozen for longer than the task timeout, and another one had taken the run
        int epoch = row(handle).epoch() + 1;
        ledger.execute("UPDATE workflow_execution SET epoch = " + epoch + ", state = 1, owner = NULL,"
                + " ready_at = ready_at + INTERVAL '1' HOUR WHERE workflow_id = 'lost'");
        assertThat(bodies.await("lost ended")).isTrue();
        assertThat(row(handle).epoch()).isEqualTo(epoch);
        bodies.latch("lost may end").countDown();
        ledger.execute("UPDATE workflow_execution SET ready_at = scheduled_at WHERE workflow_id = 'lost'");
        assertThat(handle.result()).isEqualTo("false 1");
        assertThat(bodies.count("lost")).isEqualTo(2);
    }

    // Exactly once

    @Test
    void aTransactionCommitsWithItsOutcome() {
        runner();
        assertThat(start("Written", "written").result()).isEqualTo("written in run 1");
        assertThat(ledger.rows("written")).isEqualTo(1);
    }

    @Test
    void whatIsRolledBackIsRetried() {
        runner();
        assertThat(start("WrittenAgain", "again").result()).isEqualTo("again in run 2");
        assertThat(ledger.rows("again")).isEqualTo(1);
        assertThat(start("WrittenStep", "step").result()).isEqualTo("step");
        assertThat(ledger.rows("step")).isEqualTo(1);
        assertThat(bodies.count("step")).isEqualTo(2);
    }

    @Test
    void aBodyThatHasNotCommittedRunsAgainElsewhere() {
        WorkflowRunner first = runner();
        bodies.whenFirst.put("before", () -> {
            first.kill();
            await().until(ActivityContext.current()::isCancelRequested);
            runner();
        });
        assertThat(startWithShortTasks("Written", "before").result()).isEqualTo("before in run 2");
        assertThat(ledger.rows("before")).isEqualTo(1);
    }

    @Test
    void aBodyThatHasCommittedNeverRunsAgain() {
        WorkflowRunner first = runner();
        bodies.whenFirst.put("after", () -> transaction.registerInterposedSynchronization(new Synchronization() {

            @Override
            public void beforeCompletion() {
                // nothing to do
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    first.kill();
                    runner();
                }
            }
        }));
        assertThat(startWithShortTasks("Written", "after").result()).isEqualTo("after in run 1");
        assertThat(ledger.rows("after")).isEqualTo(1);
        assertThat(bodies.count("after")).isEqualTo(1);
    }

    @Test
    void aRefusedOutcomeIsNoFailureOfTheActivity() {
        runner();
        bodies.whenFirst.put("refused", () -> {
            QuarkusTransaction.requiringNew().run(() -> ledger.execute("UPDATE workflow_execution SET epoch = epoch + 1,"
                    + " ready_at = ready_at + INTERVAL '1' HOUR WHERE workflow_id = 'refused'"));
            bodies.latch("refused began").countDown();
        });
        WorkflowHandle<String> handle = start("WrittenOrRefused", "refused");
        bodies.await("refused began");
        await().during(Duration.ofMillis(500)).until(() -> bodies.count("refused") == 1);
        assertThat(ledger.rows("refused")).isZero();
        ledger.execute("UPDATE workflow_execution SET state = 1, owner = NULL, ready_at = scheduled_at"
                + " WHERE workflow_id = 'refused'");
        assertThat(handle.result()).isEqualTo("refused in run 2");
        assertThat(ledger.rows("refused")).isEqualTo(1);
    }

    @Test
    void anOutcomeIsRefusedAfterAnotherClaim() {
        WorkflowHandle<String> handle = start("Written", "fenced");
        RunRow first = claims.claim(LocalWorkflows.QUEUE, List.of(RunRow.kind("Written", 1)), UUID.randomUUID(), 1, false)
                .get(0);
        claims.giveBack(first, Duration.ZERO);
        RunRow second = claims.claim(LocalWorkflows.QUEUE, List.of(RunRow.kind("Written", 1)), UUID.randomUUID(), 1, false)
                .get(0);
        assertThat(ends(first)).isFalse();
        assertThat(ends(second)).isTrue();
        assertThatThrownBy(() -> ends(second)).as("once").isInstanceOf(RuntimeException.class);
        handle.terminate("the test is over");
        assertThat(ends(second)).isFalse();
    }

    private boolean ends(RunRow row) {
        return QuarkusTransaction.requiringNew()
                .call(() -> tasks.endLocalJoined(row.runId(), row.epoch(), 1, new LocalOutcome.Completed(1, null)));
    }

    // Durability

    @Test
    void outcomesAreWrittenBehindOrAtOnce() {
        runner();
        assertThat(start("TenWRITE_BEHIND", "behind").result()).isEqualTo("10");
        WorkflowHandle<String> immediate = start("TenIMMEDIATE", "immediate");
        assertThat(immediate.result()).isEqualTo("10");
        assertThat(immediate.describe().tasks()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aBodyRunsOnceIfSomethingArrivesAsTheRunCloses() {
        runner();
        assertThat(start("SignaledByBody", "closing").result()).isEqualTo("closed from the body");
        assertThat(bodies.count("closing")).isEqualTo(1);
    }

    // Code that does not block

    @Test
    void codeThatNeverBlocksHarmsNoOtherRun() {
        runner();
        WorkflowHandle<String> looping = startWithShortTasks("Looping", "looping");
        await().until(() -> bodies.count("looping") == 1);
        assertThat(start("Written", "beside").result()).isEqualTo("beside in run 1");
        await().until(() -> looping.describe().taskFailure().isPresent());
        assertThat(looping.describe().taskFailure().orElseThrow()).contains("did not block in time");
        // No further task begins while the code still runs
        await().until(() -> row(looping).taskAttempt() >= 3);
        assertThat(bodies.count("looping")).isEqualTo(1);
        bodies.latch("looping").countDown();
        assertThat(looping.result()).isEqualTo("ended");
    }

    @Test
    void codeThatDoesNotBlockInAReplayIsFound() {
        WorkflowRunner runner = runner();
        WorkflowHandle<String> replayed = startWithShortTasks("LoopingInReplay", "replayed");
        await().until(() -> runner.inMemory() == 1);
        bodies.latch("replayed loops").countDown();
        runner.evictAll();
        replayed.signal("word", "in time");
        await().until(() -> replayed.describe().taskFailure().isPresent());
        assertThat(replayed.describe().taskFailure().orElseThrow()).contains("did not block in time");
        bodies.latch("replayed").countDown();
        assertThat(replayed.result()).isEqualTo("in time");
    }

    @Test
    void blockingCodeIsFoundAndCanBeTerminated() {
        runner();
        WorkflowHandle<String> blocking = startWithShortTasks("Blocking", "blocking");
        await().until(() -> blocking.describe().taskFailure().isPresent());
        blocking.terminate("no more");
        assertThatThrownBy(blocking::result).hasCauseInstanceOf(TerminatedFailure.class);
        bodies.latch("blocking").countDown();
    }

    @Test
    void codeThatSwallowsItsEvictionHarmsNoOtherRun() {
        runner();
        WorkflowHandle<String> stubborn = start("Stubborn", "stubborn");
        await().until(() -> stubborn.describe().tasks() == 1);
        stubborn.terminate("no more");
        assertThatThrownBy(stubborn::result).hasCauseInstanceOf(TerminatedFailure.class);
        assertThat(start("Written", "unharmed").result()).isEqualTo("unharmed in run 1");
    }
}
