package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.test.QuarkusUnitTest;

/** Workflows on nodes that come and go. */
@Tag("each-database")
@Timeout(60)
class WorkflowNodesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_nodes").withApplicationRoot(jar -> jar
            .addClasses(ShopActivities.class, ShopWorkflows.class, CodeWorkflow.class, TestDatabase.class));

    @Inject
    WorkflowClient workflows;

    @Inject
    WorkflowStore store;

    @Inject
    WorkflowRunner ofApplication;

    @Inject
    ShopActivities shop;

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
        return workflows.call(type, String.class, argument).taskTimeout(Duration.ofSeconds(1)).start();
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

    @Test
    void aNodeThatLostARunCannotCommit() {
        WorkflowHandle<String> handle = start("Sequence", "lost");
        UUID dead = UUID.randomUUID();
        RunRow claimed = store.claim("shop", List.of("Sequence"), dead, 1).get(0);
        assertThat(claimed.runId()).hasToString(handle.runId());
        assertThat(store.claim("shop", List.of("Sequence"), dead, 1)).isEmpty();
        runner();
        assertThat(handle.result()).isEqualTo("<<lost>>");
        assertThat(shop.calls("lost")).isEqualTo(1);
        assertThat(store.commit(commitOf(claimed)).answer()).isEqualTo(Answer.LOST);
        assertThat(store.extend(claimed)).isFalse();
    }

    @Test
    void aRunThatWasClaimedAgainIsLostToTheFirstOwner() {
        start("Signals", "1");
        RunRow first = store.claim("shop", List.of("Signals"), UUID.randomUUID(), 1).get(0);
        store.giveBack(first, Duration.ZERO);
        RunRow second = store.claim("shop", List.of("Signals"), UUID.randomUUID(), 1).get(0);
        assertThat(second.runId()).isEqualTo(first.runId());
        assertThat(store.commit(commitOf(first)).answer()).isEqualTo(Answer.LOST);
        assertThat(store.commit(commitOf(second)).answer()).isEqualTo(Answer.COMMITTED);
        assertThat(store.commit(commitOf(second)).answer()).isEqualTo(Answer.LOST);
        store.terminate(first.runId(), "the test is over");
    }

    private static TaskCommit commitOf(RunRow row) {
        return new TaskCommit(row, null, List.of(), List.of(), List.of(), List.of(), false, null, null);
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
}
