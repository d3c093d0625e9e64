package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.workflow.ResetPoint;
import io.quarkiverse.activities.workflow.TypedWorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowBatch.Result;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.test.VotingWorkflow.Vote;

/** Runs that repeat others from a Workflow Task on, in the application of {@link WorkflowRepairTest}. */
abstract class WorkflowResets {

    private static final int MANY = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    WorkflowClient workflows;

    @Inject
    ShopActivities shop;

    @Inject
    RepairWorkflows code;

    WorkflowHandle<String> start(String type, String argument) {
        return workflows.call(type, String.class, argument).start();
    }

    static void tasksEventually(WorkflowHandle<?> handle, int tasks) {
        await().until(() -> handle.describe().tasks() >= tasks);
    }

    /** W42 */
    @Test
    void activitiesBeforeTheTaskAreNotRepeated() {
        code.broken = true;
        WorkflowHandle<String> failed;
        try {
            failed = start("Steps3", "w42-");
            assertThatThrownBy(failed::result).isInstanceOf(WorkflowFailedException.class);
        } finally {
            code.broken = false;
        }
        WorkflowHandle<String> reset = failed.reset(3, "the code is mended");
        assertThat(reset.result()).isEqualTo("<w42-1><w42-2><w42-3>");
        assertThat(shop.calls("w42-1")).isEqualTo(1);
        assertThat(shop.calls("w42-2")).isEqualTo(1);
        assertThat(shop.calls("w42-3")).isEqualTo(2);
        assertThat(failed.describe().status()).isEqualTo(WorkflowStatus.FAILED);
        assertThat(failed.describe().nextRunId()).isEmpty();
        assertThat(reset.history().events()).anyMatch(event -> event.type() == WorkflowEventType.WORKFLOW_TASK_FAILED
                && event.attributes().get("cause").equals("WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW"));
        // It has everything that it needs
        failed.delete();
        assertThat(workflows.handle(reset.workflowId(), String.class).reset(ResetPoint.lastTask(), RequestOptions.create())
                .result()).isEqualTo("<w42-1><w42-2><w42-3>");
        assertThat(shop.calls("w42-3")).isEqualTo(2);
    }

    @Test
    void theLastTaskIsRepeatedWithNewCode() {
        code.broken = true;
        WorkflowHandle<String> failed;
        try {
            failed = start("Steps3", "last-");
            assertThatThrownBy(failed::result).isInstanceOf(WorkflowFailedException.class);
        } finally {
            code.broken = false;
        }
        // The last task got the failure of the activity; the one before it started it
        WorkflowHandle<String> reset = failed.reset(failed.describe().tasks() - 1, null);
        assertThat(reset.result()).isEqualTo("<last-1><last-2><last-3>");
        assertThat(shop.calls("last-3")).isEqualTo(1);
    }

    @Test
    @Timeout(300)
    void manyFailedRunsAreReset() {
        String prefix = "many-" + UUID.randomUUID() + "-";
        String ours = "WorkflowId STARTS_WITH '" + prefix + "'";
        code.broken = true;
        try {
            for (int i = 0; i < MANY; i++) {
                workflows.call("Steps3", String.class, prefix + i).id(prefix + i).start();
            }
            await().atMost(PATIENCE).until(() -> workflows.count(ours + " AND ExecutionStatus = 'Failed'").total() == MANY);
        } finally {
            code.broken = false;
        }
        assertThat(workflows.batch(ours + " AND ExecutionStatus = 'Failed'").reset(ResetPoint.task(4),
                RequestOptions.because("the code is mended"))).isEqualTo(new Result(MANY, 0));
        await().atMost(PATIENCE)
                .until(() -> workflows.count(ours + " AND ExecutionStatus = 'Completed'").total() == MANY);
        assertThat(shop.calls(prefix + "7" + "3")).isEqualTo(1);
        // Those are not the latest runs of their ids any more
        assertThat(workflows.batch(ours + " AND ExecutionStatus = 'Failed'").reset(ResetPoint.firstTask(),
                RequestOptions.create())).isEqualTo(new Result(0, MANY));
    }

    @Test
    void anOpenRunIsTerminatedAndItsCallersGetTheNewResult() {
        WorkflowHandle<String> handle = start("Words", "open");
        var waiting = handle.resultAsync().toCompletableFuture();
        tasksEventually(handle, 2);
        handle.signal("word", "one");
        tasksEventually(handle, 3);
        WorkflowHandle<String> reset = handle.reset(2, "once more");
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.TERMINATED);
        assertThat(handle.describe().nextRunId()).contains(reset.runId());
        await().until(() -> "one".equals(reset.query("words", String.class)));
        workflows.handle(handle.workflowId()).signal("word", "end");
        assertThat(reset.result()).isEqualTo("one,end");
        assertThat(waiting.join()).isEqualTo("one,end");
        assertThat(shop.calls("open")).isEqualTo(1);
    }

    @Test
    void signalsThatNoTaskHasTakenAndLaterOnesKeepTheirOrder() {
        WorkflowHandle<String> handle = start("Words", "order");
        tasksEventually(handle, 2);
        for (String word : "a b c d".split(" ")) {
            handle.signal("word", word);
        }
        WorkflowHandle<String> reset = handle.reset(ResetPoint.firstTask(), RequestOptions.create());
        reset.signal("word", "end");
        assertThat(reset.result()).isEqualTo("a,b,c,d,end");
        // The activity was waited for in a later task, so it runs again
        assertThat(shop.calls("order")).isEqualTo(2);
    }

    @Test
    void chanceBeforeTheTaskStaysAndLaterIsNew() {
        WorkflowHandle<String> handle = start("Chance", "chance");
        tasksEventually(handle, 3);
        WorkflowHandle<String> second = handle.reset(2, null);
        tasksEventually(second, 3);
        WorkflowHandle<String> third = second.reset(3, null);
        third.signal("word", "go");
        String[] result = third.result().split(" ");
        assertThat(shop.calls("chance" + result[0])).isEqualTo(1);
        assertThat(shop.calls("chance" + result[1])).isEqualTo(1);
        assertThat(second.runId()).isNotEqualTo(third.runId());
    }

    @Test
    void anActivityThatTheCodeWaitsForRunsAgain() throws Exception {
        WorkflowHandle<String> handle = start("TwoGates", "gate");
        shop.begun("gate").await();
        tasksEventually(handle, 2);
        WorkflowHandle<String> reset = handle.reset(2, null);
        shop.gate("gate").countDown();
        assertThat(reset.result()).isEqualTo("opened");
        assertThat(shop.calls("gate")).isEqualTo(1);
        assertThat(reset.describe().openActivities()).isEmpty();
    }

    @Test
    void earlierChildrenGoOnAndLaterOnesStartAgain() {
        String id = "minding-" + UUID.randomUUID();
        WorkflowHandle<String> handle = workflows.call("Minding", String.class, id).id(id).start();
        WorkflowHandle<?> early = workflows.handle(id + "-early");
        WorkflowHandle<?> late = workflows.handle(id + "-late");
        await().ignoreException(WorkflowNotFoundException.class).until(() -> late.describe().tasks() > 0);
        String before = early.describe().runId();
        String lateBefore = late.describe().runId();
        int task = handle.describe().tasks();
        // The task in which the echo had ended: it starts the second child
        WorkflowHandle<String> reset = handle.reset(task - 1, null);
        await().until(() -> !late.describe().runId().equals(lateBefore) && late.describe().tasks() > 0);
        assertThat(workflows.handle(id + "-late", lateBefore).describe().status()).isEqualTo(WorkflowStatus.TERMINATED);
        assertThat(early.describe().runId()).isEqualTo(before);
        early.signal("word", "x");
        late.signal("word", "y");
        assertThat(reset.result()).isEqualTo("early:x late:y");
    }

    @Test
    void updatesThatWereAcceptedLaterAreMadeAgain() {
        var started = workflows.call(VotingWorkflow.class, w -> w.collect(3)).start();
        TypedWorkflowHandle<VotingWorkflow> handle = workflows.handle(VotingWorkflow.class, started.workflowId());
        handle.signal(w -> w.vote(new Vote("Anna", 2)));
        int votes = handle.update(w -> w.change(new Vote("Anna", 5)));
        assertThat(votes).isEqualTo(1);
        handle.reset(ResetPoint.firstTask(), RequestOptions.because("try the update again"));
        await().until(() -> {
            int weight = handle.query(w -> w.weightOf("Anna"));
            return weight == 5;
        });
        handle.terminate("the test is over");
    }

    @Test
    void aRepeatedRequestMakesOneRun() {
        WorkflowHandle<String> handle = start("Words", "twice");
        tasksEventually(handle, 2);
        WorkflowHandle<?> latest = workflows.handle(handle.workflowId());
        RequestOptions request = RequestOptions.because("why").requestId("reset-1");
        String first = latest.reset(ResetPoint.task(2), request).runId();
        assertThat(latest.reset(ResetPoint.task(2), request).runId()).isEqualTo(first);
        tasksEventually(latest, 2);
        assertThat(latest.reset(ResetPoint.task(2), request.requestId("reset-2")).runId()).isNotEqualTo(first);
        latest.terminate("the test is over");
    }

    @Test
    void whatCannotBeResetSaysWhy() {
        WorkflowHandle<String> handle = start("Words", "never");
        tasksEventually(handle, 2);
        assertThatThrownBy(() -> handle.reset(7, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 Workflow Tasks").hasMessageContaining("task 7");
        assertThatThrownBy(() -> handle.reset(0, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> workflows.handle("nobody").reset(1, null)).isInstanceOf(WorkflowNotFoundException.class);
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        handle.terminate("the test is over");
    }
}
