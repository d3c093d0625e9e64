package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.workflow.WorkflowBatch;
import io.quarkiverse.activities.workflow.WorkflowBatch.Result;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowCount;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowPage;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.WorkflowSummary;
import io.quarkiverse.activities.workflow.entity.WorkflowExecution;
import io.quarkiverse.activities.workflow.entity.WorkflowExecutionClosed;
import io.quarkiverse.activities.workflow.test.VotingWorkflow.Vote;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Lists, counts and batches of runs, in the application of {@link WorkflowClientTest}. */
abstract class WorkflowFinding {

    @Inject
    WorkflowClient workflows;

    private String prefix;
    private String ours;

    @BeforeEach
    void separateFromOtherTests() {
        prefix = UUID.randomUUID() + "-";
        ours = "WorkflowId STARTS_WITH '" + prefix + "'";
    }

    private WorkflowHandle<List<Vote>> open(String id) {
        return workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(prefix + id).start();
    }

    private WorkflowHandle<List<Vote>> completed(String id) {
        WorkflowHandle<List<Vote>> handle = workflows.call(VotingWorkflow.class, w -> w.collect(0)).id(prefix + id).start();
        handle.result();
        return handle;
    }

    private List<String> found(String query) {
        return workflows.list(ours + " AND " + query).map(run -> run.workflowId().substring(prefix.length())).toList();
    }

    /** Repeated, because it needs a deletion before the row of the terminated run is read for the one who waits. */
    @Test
    void whoeverWaitsHearsHowARunEndedThatIsDeletedAtOnce() {
        for (int i = 0; i < 50; i++) {
            WorkflowHandle<List<Vote>> handle = open("gone" + i);
            CompletableFuture<List<Vote>> result = handle.resultAsync().toCompletableFuture();
            handle.terminate("enough");
            handle.delete();
            assertThatThrownBy(result::join).cause().isInstanceOfSatisfying(WorkflowFailedException.class,
                    failed -> assertThat(failed.status()).isEqualTo(WorkflowStatus.TERMINATED));
        }
    }

    @Test
    void listsTheLatestRunsFirst() {
        completed("a");
        open("b").terminate("enough");
        WorkflowHandle<?> last = workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(prefix + "c").priority(2)
                .startDelay(Duration.ofHours(1)).start();
        completed("a");
        assertThat(workflows.list(ours).map(WorkflowSummary::workflowId))
                .containsExactly(prefix + "a", prefix + "c", prefix + "b", prefix + "a");
        WorkflowSummary delayed = workflows.list("RunId = '" + last.runId() + "'").findFirst().orElseThrow();
        assertThat(delayed.workflowType()).isEqualTo("Voting");
        assertThat(delayed.status()).isEqualTo(WorkflowStatus.RUNNING);
        assertThat(delayed.priority()).isEqualTo(2);
        assertThat(delayed.attempt()).isEqualTo(1);
        assertThat(delayed.startTime()).isBefore(Instant.now().plusSeconds(60));
        assertThat(delayed.executionTime()).isEqualTo(delayed.startTime().plus(Duration.ofHours(1)));
        assertThat(delayed.closedTime()).isEmpty();
        assertThat(delayed.parentWorkflowId()).isEmpty();
        assertThat(delayed.taskProblem()).isEmpty();
        last.terminate("enough");
    }

    @Test
    void queriesTellFieldsApart() {
        completed("done");
        open("stopped").terminate("enough");
        WorkflowHandle<?> waiting = open("waiting");
        assertThat(found("ExecutionStatus = 'Running'")).containsExactly("waiting");
        assertThat(found("ExecutionStatus IN ('Completed', 'Terminated')")).containsExactly("stopped", "done");
        assertThat(found("ExecutionStatus = 'ContinuedAsNew'")).isEmpty();
        assertThat(found("CloseTime IS NULL")).containsExactly("waiting");
        assertThat(found("CloseTime > '2000-01-01T00:00:00Z' AND StartTime < '2999-01-01T00:00:00Z'"))
                .containsExactly("stopped", "done");
        assertThat(found("ExecutionTime > '2999-01-01T00:00:00Z'")).isEmpty();
        assertThat(found("WorkflowType = 'Voting' AND Attempt = 1 AND Priority = 0 AND TaskProblem IS NULL")).hasSize(3);
        assertThat(found("ParentWorkflowId IS NOT NULL OR ParentRunId IS NOT NULL OR TaskQueue = 'elsewhere'")).isEmpty();
        waiting.terminate("enough");
    }

    @Test
    void entitiesShowOpenAndClosedRuns() {
        WorkflowHandle<?> done = completed("done");
        open("stopped").terminate("enough");
        WorkflowHandle<?> waiting = open("waiting");
        QuarkusTransaction.requiringNew().run(() -> {
            WorkflowExecution row = WorkflowExecution.find("workflowId", prefix + "waiting").singleResult();
            assertThat(row.getRunId().toString()).isEqualTo(waiting.runId());
            assertThat(row.getWorkflowType()).isEqualTo("Voting");
            assertThat(row.getTaskQueue()).isEqualTo("default");
            assertThat(row.getFirstRunId()).isEqualTo(row.getRunId());
            assertThat(row.getAttempt()).isEqualTo(1);
            assertThat(row.getTaskAttempt()).isEqualTo(1);
            assertThat(row.getTaskFailure()).isEmpty();
            assertThat(row.getParentRunId()).isEmpty();
            assertThat(row.getParentWorkflowId()).isEmpty();
            assertThat(row.getDeadlineAt()).isEmpty();
            assertThat(row.isBlocked()).isFalse();
            assertThat(row.isPaused()).isFalse();
            WorkflowExecutionClosed closed = WorkflowExecutionClosed
                    .find("workflowId like ?1 and status = ?2", prefix + "%", WorkflowStatus.COMPLETED).singleResult();
            assertThat(closed.getRunId().toString()).isEqualTo(done.runId());
            assertThat(closed.getStatus()).isEqualTo(WorkflowStatus.COMPLETED);
            assertThat(closed.getClosedAt()).isAfterOrEqualTo(closed.getScheduledAt());
            assertThat(closed.getNextRunId()).isEmpty();
            assertThat(WorkflowExecutionClosed.count("workflowId like ?1 and status = ?2", prefix + "%",
                    WorkflowStatus.RUNNING)).isZero();
        });
        waiting.pause("look");
        QuarkusTransaction.requiringNew().run(() -> assertThat(
                WorkflowExecution.<WorkflowExecution> find("workflowId", prefix + "waiting").singleResult().isPaused())
                .isTrue());
        waiting.terminate("enough");
    }

    @Test
    void applicationsCannotWriteEntities() {
        WorkflowHandle<?> waiting = open("waiting");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                .run(() -> WorkflowExecution.find("workflowId", prefix + "waiting").firstResult().delete()))
                .hasStackTraceContaining("WorkflowExecution is read-only for applications")
                .hasStackTraceContaining("WorkflowClient");
        assertThat(waiting.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        waiting.terminate("enough");
    }

    @Test
    void countsByGroup() {
        completed("1");
        completed("2");
        WorkflowHandle<?> waiting = open("3");
        assertThat(workflows.count(ours).total()).isEqualTo(3);
        assertThat(workflows.count(ours).groups()).isEmpty();
        WorkflowCount byStatus = workflows.count(ours + " GROUP BY ExecutionStatus");
        assertThat(byStatus.total()).isEqualTo(3);
        assertThat(byStatus.groups()).containsExactly(new WorkflowCount.Group("Completed", 2),
                new WorkflowCount.Group("Running", 1));
        assertThat(workflows.count(ours + " GROUP BY WorkflowType").of("Voting")).isEqualTo(3);
        assertThat(workflows.count(ours + " AND TaskQueue = 'elsewhere' GROUP BY TaskQueue").groups()).isEmpty();
        waiting.terminate("enough");
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 5; i++) {
            completed("page" + i);
        }
        List<String> seen = new ArrayList<>();
        String token = null;
        do {
            WorkflowPage page = workflows.list(ours, 2, token);
            assertThat(page.items().size()).isLessThanOrEqualTo(2);
            page.items().forEach(run -> seen.add(run.workflowId().substring(prefix.length())));
            token = page.nextPageToken().orElse(null);
        } while (token != null);
        assertThat(seen).containsExactly("page4", "page3", "page2", "page1", "page0");
        String first = workflows.list(ours, 2, null).nextPageToken().orElseThrow();
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.list("", 2, first))
                .withMessageContaining("belongs to another query");
    }

    @Test
    void invalidQueriesNameThePositionAndWhatIsExpected() {
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.list("ActivityId = 'x'"))
                .withMessageContaining("position 1").withMessageContaining("WorkflowId, RunId, WorkflowType");
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.count("ExecutionStatus = 'Paused'"))
                .withMessageContaining("'Running', 'Completed'").withMessageContaining("'ContinuedAsNew'");
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.list("GROUP BY WorkflowType"))
                .withMessageContaining("Use it only with count");
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.count("GROUP BY WorkflowId"))
                .withMessageContaining("ExecutionStatus");
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.batch(""))
                .withMessageContaining("A batch needs a condition");
    }

    @Test
    void aBatchSignalsEachOpenRunOnce() {
        List<WorkflowHandle<List<Vote>>> open = List.of(open("s1"), open("s2"), open("s3"));
        completed("s4");
        WorkflowBatch batch = workflows.batch(ours);
        assertThat(batch.preview().of("Running")).isEqualTo(3);
        List<Result> progress = new ArrayList<>();
        assertThat(batch.signal("vote", "not a vote")).isEqualTo(new Result(0, 3));
        Result sent = batch.onProgress(progress::add).signal(RequestOptions.create().requestId("once"), "vote",
                new Vote("Anna", 1));
        assertThat(sent).isEqualTo(new Result(3, 0));
        assertThat(progress).containsExactly(sent);
        open.forEach(handle -> assertThat(handle.result()).containsExactly(new Vote("Anna", 1)));
        assertThat(batch.terminate("nobody is left")).isEqualTo(new Result(0, 0));
    }

    @Test
    void aBatchCancelsOrTerminates() {
        List<WorkflowHandle<List<Vote>>> open = List.of(open("c1"), open("c2"));
        assertThat(workflows.batch(ours + " AND WorkflowId = '" + prefix + "c1'").cancel("changed our minds").applied())
                .isEqualTo(1);
        await().until(() -> open.get(0).describe().status() == WorkflowStatus.CANCELED);
        assertThat(open.get(1).describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        assertThat(workflows.batch(ours).terminate("enough")).isEqualTo(new Result(1, 0));
        assertThat(open.get(1).describe().status()).isEqualTo(WorkflowStatus.TERMINATED);
    }

    @Test
    void aRunThatIsLockedDoesNotHoldUpABatch() throws Exception {
        WorkflowHandle<?> locked = open("l1");
        WorkflowHandle<?> free = open("l2");
        await().until(() -> locked.describe().tasks() + free.describe().tasks() == 2);
        CountDownLatch signaled = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew().run(() -> {
            locked.signal("vote", new Vote("Anna", 1));
            signaled.countDown();
            try {
                commit.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        signaled.await();
        List<Result> progress = new ArrayList<>();
        Result result = workflows.batch(ours).onProgress(made -> {
            progress.add(made);
            commit.countDown();
        }).terminate("enough");
        slow.get();
        assertThat(progress).first().isEqualTo(new Result(1, 0));
        assertThat(result.applied() + result.refused()).isEqualTo(2);
        assertThat(free.describe().status()).isEqualTo(WorkflowStatus.TERMINATED);
        assertThat(locked.describe().status().isClosed()).isTrue();
    }

    @Test
    void aBatchDoesNotJoinATransactionThatHasStartedWorkflows() {
        QuarkusTransaction.requiringNew().run(() -> {
            open("joined");
            assertThatIllegalStateException().isThrownBy(() -> workflows.batch(ours).cancel("x"))
                    .withMessageContaining("Call it after the commit");
            assertThat(workflows.list(ours)).isEmpty();
        });
    }
}
