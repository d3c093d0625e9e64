package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TransactionMode;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.TerminatedFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.runtime.maintenance.PassingTime;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.ChildWorkflowFailure;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** Child workflows, what happens to them when their parents close, and messages between workflows. */
@Tag("each-database")
@Timeout(60)
class WorkflowChildrenTest {

    private static final String NOT_FOUND = "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE_EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND";

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_children").withApplicationRoot(jar -> jar
            .addClasses(ShopActivities.class, FamilyWorkflows.class, TypedFamily.class, CodeWorkflow.class,
                    TestDatabase.class));

    @Inject
    WorkflowClient workflows;

    @Inject
    ShopActivities shop;

    @Inject
    PassingTime time;

    @Inject
    DataSource database;

    private WorkflowHandle<String> start(String type, String argument) {
        return workflows.call(type, String.class, argument).start();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private WorkflowHandle<String> opened(String workflowId) {
        await().until(() -> statusOrNull(workflowId) != null);
        return workflows.handle(workflowId, String.class);
    }

    private WorkflowStatus statusOrNull(String workflowId) {
        try {
            return workflows.handle(workflowId).describe().status();
        } catch (WorkflowNotFoundException absent) {
            return null;
        }
    }

    private void becomes(String workflowId, WorkflowStatus status) {
        await().untilAsserted(() -> assertThat(statusOrNull(workflowId)).as(workflowId).isEqualTo(status));
    }

    private static Throwable failureOf(WorkflowHandle<?> handle) {
        return catchThrowableOfType(WorkflowFailedException.class, handle::result).getCause();
    }

    @Test
    void aChildHasAResultAndKnowsItsParent() {
        WorkflowHandle<String> parent = start("ParentOf", "Child x");
        assertThat(parent.result()).isEqualTo("x of " + parent.workflowId());
        assertThat(start("Child", "y").result()).isEqualTo("y of nobody");
        WorkflowHandle<String> child = workflows.handle(parent.runId() + "/1", String.class);
        assertThat(child.result()).isEqualTo("x of " + parent.workflowId());
    }

    @Test
    void aChildWhoseIdIsBeingTakenStallsNoOtherRun() throws InterruptedException {
        String id = newId();
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch rollBack = new CountDownLatch(1);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew().run(() -> {
            workflows.call("Child", String.class, "x").id(id).start();
            taken.countDown();
            try {
                rollBack.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("rolls back");
        }));
        taken.await();
        WorkflowHandle<String> parent = start("Taken", id);
        for (int i = 0; i < 10; i++) {
            assertThat(start("Child", "y").result()).isEqualTo("y of nobody");
        }
        rollBack.countDown();
        assertThat(slow).failsWithin(Duration.ofSeconds(10)).withThrowableThat().withMessageContaining("rolls back");
        opened(id).signal("word", "!");
        assertThat(parent.result()).endsWith("x!");
    }

    @Test
    void childrenAreCalledAndSignaledOnStubs() {
        assertThat(workflows.call(TypedFamily.Shipment.class, s -> s.ship("a book")).execute())
                .isEqualTo("a book from Shipment to Ann");
    }

    @Test
    void aChildIsOnTheTaskQueueOfItsParent() {
        WorkflowHandle<String> parent = workflows.call(TypedFamily.Shipment.class, s -> s.ship("a letter")).taskQueue("shop")
                .start();
        assertThat(parent.result()).isEqualTo("a letter from Shipment to Ann");
        assertThat(workflows.handle(parent.runId() + "/1").describe().taskQueue()).isEqualTo("shop");
    }

    @Test
    void failuresOfThreeGenerationsNest() {
        WorkflowHandle<String> parent = start("Generations", "2");
        ChildWorkflowFailure child = (ChildWorkflowFailure) failureOf(parent);
        assertThat(child.workflowId()).isEqualTo(parent.runId() + "/1");
        assertThat(child.workflowType()).isEqualTo("Generations");
        assertThat(child.retryState()).isEqualTo(RetryState.RETRY_POLICY_NOT_SET);
        ChildWorkflowFailure grandchild = (ChildWorkflowFailure) child.getCause();
        assertThat(grandchild.workflowId()).isNotEqualTo(child.workflowId());
        ActivityFailure activity = (ActivityFailure) grandchild.getCause();
        assertThat(((ApplicationFailure) activity.getCause()).type()).isEqualTo("Refused");
    }

    @Test
    void aChildTimesOut() {
        ChildWorkflowFailure child = (ChildWorkflowFailure) failureOf(start("TimingOut", "x"));
        assertThat(child.retryState()).isEqualTo(RetryState.RETRY_POLICY_NOT_SET);
        assertThat(child).hasCauseInstanceOf(TimeoutFailure.class);
    }

    @Test
    void aChildThatIsClosedFromOutsideFailsItsParent() {
        WorkflowHandle<String> parent = start("ParentOf", "Waiting x");
        opened(parent.runId() + "/1").terminate("by hand");
        ChildWorkflowFailure terminated = (ChildWorkflowFailure) failureOf(parent);
        assertThat(terminated.retryState()).isEqualTo(RetryState.NON_RETRYABLE_FAILURE);
        assertThat(terminated).hasCauseInstanceOf(TerminatedFailure.class);
        WorkflowHandle<String> second = start("ParentOf", "Waiting x");
        opened(second.runId() + "/1").cancel("by hand");
        assertThat(failureOf(second)).isInstanceOf(ChildWorkflowFailure.class).hasCauseInstanceOf(CanceledFailure.class)
                .cause().hasMessage("Child canceled");
        assertThat(second.describe().status()).isEqualTo(WorkflowStatus.FAILED);
    }

    @Test
    void anIdIsTakenOrReplaced() {
        String id = newId();
        workflows.call("Waiting", String.class, "x").id(id).start();
        String failure = "ChildWorkflowFailure <- WorkflowIdInUseException";
        assertThat(start("Taken", id).result()).isEqualTo(failure + ", " + failure);
        workflows.handle(id).terminate("the test is over");
        assertThat(start("Replacing", newId()).result()).isEqualTo("ChildWorkflowFailure <- TerminatedFailure, second!");
    }

    @Test
    void aChainIsOneChild() {
        WorkflowHandle<String> parent = start("ParentOf", "Chain 3");
        WorkflowHandle<String> child = opened(parent.runId() + "/1");
        child.signal("word", "end"); // whichever run of the chain gets it
        assertThat(parent.result()).isEqualTo("end of the chain of " + parent.workflowId());
    }

    // Values of enums do not survive the class loader of the application
    @ParameterizedTest
    @ValueSource(strings = { "TRY_CANCEL", "WAIT_CANCELLATION_REQUESTED", "WAIT_CANCELLATION_COMPLETED", "ABANDON" })
    void cancellationTypes(String type) throws Exception {
        String id = newId();
        WorkflowHandle<String> parent = start("Canceling" + type, id);
        opened(id);
        await().until(() -> workflows.handle(id).describe().tasks() > 0);
        parent.signal("word", "cancel");
        if (!type.equals("ABANDON")) {
            shop.begun(id).await();
        }
        if (type.equals("WAIT_CANCELLATION_COMPLETED")) {
            assertThat(parent.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
            shop.gate(id).countDown();
            assertThat(parent.result()).isEqualTo("ChildWorkflowFailure <- CanceledFailure");
        } else {
            assertThat(parent.result()).isEqualTo("CanceledFailure");
            assertThat(statusOrNull(id)).isEqualTo(WorkflowStatus.RUNNING);
            shop.gate(id).countDown();
        }
        if (type.equals("ABANDON")) {
            workflows.handle(id).terminate("the test is over");
        } else {
            becomes(id, WorkflowStatus.CANCELED);
        }
    }

    @Test
    void aTaskThatClosesItsRunSendsNoRequestToCancelChildren() throws Exception {
        String id = newId();
        WorkflowHandle<String> parent = start("CancelingTRY_CANCEL", id);
        String child = opened(id).describe().runId();
        await().until(() -> workflows.handle(id).describe().tasks() > 0);
        parent.signal("word", "close");
        assertThat(parent.result()).isEqualTo("CanceledFailure");
        await().until(() -> count("SELECT count(*) FROM workflow_outbox WHERE run_id = ?", parent.runId()) == 0);
        assertThat(count("SELECT count(*) FROM workflow_message WHERE message_kind = 2 AND run_id = ?", child)).isZero();
        workflows.handle(id).terminate("the test is over");
    }

    private int count(String sql, String run) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, UUID.fromString(run));
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "complete", "fail", "continue", "cancel", "terminate", "timeout" })
    void parentClosePoliciesActForEveryWayToClose(String way) throws Exception {
        String id = newId();
        WorkflowHandle<String> parent = workflows.call("Family", String.class, id)
                .runTimeout(way.equals("timeout") ? Duration.ofMinutes(1) : Duration.ZERO).start();
        String terminated = id + ParentClosePolicy.TERMINATE;
        String canceled = id + ParentClosePolicy.REQUEST_CANCEL;
        String abandoned = id + ParentClosePolicy.ABANDON;
        opened(abandoned);
        await().until(() -> workflows.handle(canceled).describe().tasks() > 0);
        switch (way) {
            case "cancel" -> parent.cancel("enough");
            case "terminate" -> parent.terminate("enough");
            case "timeout" -> time.pass(Duration.ofSeconds(61));
            default -> parent.signal("word", way);
        }
        becomes(terminated, WorkflowStatus.TERMINATED);
        assertThat(failureOf(workflows.handle(terminated))).isInstanceOf(TerminatedFailure.class)
                .hasMessageContaining("by parent close policy");
        shop.begun(id).await(); // the clean-up of the canceled child
        shop.gate(id).countDown();
        becomes(canceled, WorkflowStatus.CANCELED);
        WorkflowHandle<String> alive = workflows.handle(abandoned, String.class);
        assertThat(alive.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        alive.signal("word", "!");
        assertThat(alive.result()).isEqualTo("x!");
        if (way.equals("continue")) {
            workflows.handle(parent.workflowId()).terminate("the test is over");
        }
    }

    @Test
    void generationsFollowOneAnother() {
        String id = newId();
        workflows.call("Dynasty", String.class, "3").id(id).start();
        String youngest = id + ".3.2.1";
        opened(youngest);
        workflows.handle(id).signal("word", "end");
        for (String child : List.of(id + ".3", id + ".3.2", youngest)) {
            becomes(child, WorkflowStatus.TERMINATED);
        }
        assertThat(workflows.handle(id, String.class).result()).isEqualTo("end");
    }

    @Test
    void aChildOfTheClosingTaskStartsOnlyIfItOutlivesItsParent() {
        String id = newId();
        assertThat(start("Leaving", id).result()).isEqualTo("left");
        WorkflowHandle<String> child = opened(id + ParentClosePolicy.ABANDON);
        assertThat(statusOrNull(id + ParentClosePolicy.TERMINATE)).isNull();
        assertThat(statusOrNull(id + ParentClosePolicy.REQUEST_CANCEL)).isNull();
        child.signal("word", "!");
        assertThat(child.result()).isEqualTo("x!");
    }

    @Test
    void aChainThatContinuesWhileItsParentClosesEndsToo() {
        List<String> chains = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = newId();
            chains.add(id);
            WorkflowHandle<String> parent = start("ParentOfEndlessChain", id);
            opened(id);
            parent.signal("word", "end");
            assertThat(parent.result()).isEqualTo("done");
        }
        chains.forEach(id -> becomes(id, WorkflowStatus.TERMINATED));
    }

    @Test
    void parentsAndChildrenThatCloseAtOnceAllClose() {
        List<WorkflowHandle<String>> parents = new ArrayList<>();
        List<String> children = new ArrayList<>();
        List<CompletableFuture<Void>> signals = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            children.add(newId());
            parents.add(start("Race", children.get(i)));
        }
        for (int i = 0; i < 20; i++) {
            WorkflowHandle<String> parent = parents.get(i);
            WorkflowHandle<String> child = opened(children.get(i));
            signals.add(CompletableFuture.runAsync(() -> signalIfOpen(parent)));
            signals.add(CompletableFuture.runAsync(() -> signalIfOpen(child)));
        }
        signals.forEach(CompletableFuture::join);
        for (int i = 0; i < 20; i++) {
            String won = parents.get(i).result();
            String child = children.get(i);
            await().until(() -> statusOrNull(child) != WorkflowStatus.RUNNING);
            if (won.equals("child")) {
                assertThat(statusOrNull(child)).isEqualTo(WorkflowStatus.COMPLETED);
            }
        }
    }

    private static void signalIfOpen(WorkflowHandle<String> handle) {
        try {
            handle.signal("word", "end");
        } catch (WorkflowNotFoundException closed) {
            // the other one was faster
        }
    }

    @Test
    void signalsAndRequestsOfWorkflowsAreAnsweredAsRecorded() {
        WorkflowHandle<String> target = start("Waiting", "x");
        assertThat(start("Signaling", newId()).result()).isEqualTo(NOT_FOUND);
        assertThat(start("Signaling", target.workflowId() + " " + newId()).result()).isEqualTo(NOT_FOUND);
        assertThat(start("Signaling", target.workflowId() + " " + target.runId()).result()).isEqualTo("delivered");
        assertThat(target.result()).isEqualTo("xhello");
        assertThat(start("Signaling", target.workflowId()).result()).isEqualTo(NOT_FOUND);
        assertThat(start("Requesting", target.workflowId()).result()).isEqualTo("delivered");
        assertThat(start("Requesting", "nobody").result()).contains("Workflow not found").contains("nobody");
        WorkflowHandle<String> open = start("Waiting", "x");
        assertThat(start("Requesting", open.workflowId()).result()).isEqualTo("delivered");
        assertThat(failureOf(open)).isInstanceOf(CanceledFailure.class);
        String self = newId();
        assertThat(workflows.call("Signaling", String.class, self).id(self).execute()).isEqualTo(NOT_FOUND);
    }

    @Test
    void workflowsThatSignalEachOtherDoNotWaitForEachOther() {
        List<WorkflowHandle<String>> left = new ArrayList<>();
        List<WorkflowHandle<String>> right = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String one = newId();
            String other = newId();
            QuarkusTransaction.requiringNew().run(() -> {
                left.add(workflows.call("Mutual", String.class, other).id(one).start());
                right.add(workflows.call("Mutual", String.class, one).id(other).start());
            });
        }
        for (int i = 0; i < 20; i++) {
            assertThat(left.get(i).result()).isEqualTo("from " + right.get(i).workflowId());
            assertThat(right.get(i).result()).isEqualTo("from " + left.get(i).workflowId());
        }
    }

    @Test
    void aTargetThatIsLockedDoesNotHoldUpTheSender() {
        WorkflowHandle<String> target = start("Collecting", "business,first,second");
        WorkflowHandle<String> sender = QuarkusTransaction.requiringNew().call(() -> {
            target.signal("word", "business");
            WorkflowHandle<String> started = workflows.call("Beside", String.class, target.workflowId())
                    .transaction(TransactionMode.NONE).start();
            await().until(() -> shop.calls(target.workflowId()) == 1 && started.describe().tasks() > 1);
            return started;
        });
        assertThat(sender.result()).isEqualTo("<" + target.workflowId() + ">");
        assertThat(target.result().split(",")).containsExactlyInAnyOrder("business", "first", "second")
                .containsSubsequence("first", "second");
    }

    @Test
    void anUnknownKindOfRunIdIsRefused() {
        WorkflowHandle<String> handle = start("Signaling", "other none");
        await().until(() -> handle.describe().taskFailure().isPresent());
        assertThat(handle.describe().taskFailure().orElseThrow()).contains("none");
        handle.terminate("the test is over");
        assertThatThrownBy(handle::result).hasCauseInstanceOf(TerminatedFailure.class);
    }
}
