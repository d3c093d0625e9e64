package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.TypedWorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowUpdateException;
import io.quarkiverse.activities.workflow.WorkflowUpdateHandle;
import io.quarkiverse.activities.workflow.test.VotingWorkflow.Vote;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Updates of workflows, in the application of {@link WorkflowClientTest}. */
abstract class WorkflowUpdates extends WorkflowFinding {

    private static final Vote ANNA = new Vote("Anna", 2);

    private TypedWorkflowHandle<VotingWorkflow> voting(int votes) {
        var started = workflows.call(VotingWorkflow.class, w -> w.collect(votes)).start();
        return workflows.handle(VotingWorkflow.class, started.workflowId(), started.runId());
    }

    @Test
    void updatesReturnAResult() {
        TypedWorkflowHandle<VotingWorkflow> handle = voting(2);
        handle.signal(w -> w.vote(ANNA));
        int votes = handle.update(w -> w.change(new Vote("Anna", 5)));
        assertThat(votes).isEqualTo(1);
        assertThat(handle.update("change", Integer.class, new Vote("Anna", 6))).isEqualTo(1);
        int weight = handle.query(w -> w.weightOf("Anna"));
        assertThat(weight).isEqualTo(6);
    }

    @Test
    void anAcceptedUpdateIsAwaitedLater() {
        TypedWorkflowHandle<VotingWorkflow> handle = voting(2);
        WorkflowUpdateHandle<Integer> update = handle.startUpdate(RequestOptions.create().requestId("u1"),
                w -> w.change(new Vote("Anna", 7)));
        assertThat(update.updateId()).isEqualTo("u1");
        handle.signal(w -> w.vote(ANNA));
        int first = update.result();
        WorkflowUpdateHandle<Integer> again = handle.startUpdate(RequestOptions.create().requestId("u1"),
                w -> w.change(new Vote("Anna", 99)));
        int second = again.result();
        assertThat(second).isEqualTo(first);
        int weight = handle.query(w -> w.weightOf("Anna"));
        assertThat(weight).isEqualTo(7);
    }

    @Test
    void aRejectedUpdateLeavesNoTrace() {
        TypedWorkflowHandle<VotingWorkflow> handle = voting(1);
        await().until(() -> handle.describe().tasks() == 1);
        RequestOptions once = RequestOptions.create().requestId("judged-anew");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> handle.startUpdate(once, w -> w.change(new Vote("Anna", -1))))
                    .isInstanceOf(WorkflowUpdateException.class).cause().hasMessageContaining("negative weight");
        }
        assertThatThrownBy(() -> handle.update("unknown", Void.class)).isInstanceOf(WorkflowUpdateException.class).cause()
                .hasMessageContaining("Unknown update name: unknown");
        assertThat(handle.describe().tasks()).isEqualTo(1);
        handle.signal(w -> w.vote(ANNA));
        assertThat(handle.result()).isEqualTo(List.of(ANNA));
    }

    @Test
    void aFailedUpdateDoesNotFailTheRun() {
        TypedWorkflowHandle<VotingWorkflow> handle = voting(2);
        handle.signal(w -> w.vote(ANNA));
        assertThatThrownBy(() -> handle.update(w -> w.change(new Vote("Anna", 101))))
                .isInstanceOf(WorkflowUpdateException.class).cause().isInstanceOf(ApplicationFailure.class);
        handle.signal(w -> w.vote(new Vote("Ben", 1)));
        assertThat((List<?>) handle.result()).hasSize(2);
        assertThatThrownBy(() -> handle.update(w -> w.change(ANNA))).isInstanceOf(WorkflowNotFoundException.class)
                .hasMessageContaining("is not open");
    }

    @Test
    void theRunMayCloseBeforeAnUpdateHasCompleted() {
        TypedWorkflowHandle<VotingWorkflow> handle = voting(1);
        WorkflowUpdateHandle<Integer> update = handle.startUpdate(RequestOptions.create(),
                w -> w.change(new Vote("Anna", 7)));
        handle.terminate("enough");
        assertThatThrownBy(update::result).isInstanceOf(WorkflowUpdateException.class).cause()
                .isInstanceOfSatisfying(ApplicationFailure.class,
                        failure -> assertThat(failure.type()).isEqualTo("AcceptedUpdateCompletedWorkflow"));
    }

    @Test
    void updatesInProgressAreLimited() {
        TypedWorkflowHandle<VotingWorkflow> handle = voting(1);
        List<WorkflowUpdateHandle<Integer>> updates = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            updates.add(handle.startUpdate(RequestOptions.create(), w -> w.change(new Vote("Anna", 3))));
        }
        assertThatIllegalStateException().isThrownBy(() -> handle.update(w -> w.change(ANNA)))
                .withMessageContaining("has 10 updates in progress, which is the limit");
        handle.terminate("enough");
    }

    @Test
    void anUpdateCannotWaitForItsOwnTransaction() {
        QuarkusTransaction.requiringNew().run(() -> {
            TypedWorkflowHandle<VotingWorkflow> handle = voting(0);
            assertThatIllegalStateException().isThrownBy(() -> handle.update(w -> w.change(ANNA)))
                    .withMessageContaining("Call it after the commit");
        });
    }
}
