package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.TypedWorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowAlreadyStartedException;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowStatus;
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
    void aRequestIdIsOfOneKindOfRequest() {
        TypedWorkflowHandle<VotingWorkflow> handle = voting(2);
        RequestOptions request = RequestOptions.because("the same id").requestId("the-same");
        handle.signal(request, w -> w.vote(ANNA));
        int votes = handle.startUpdate(request, w -> w.change(new Vote("Anna", 7))).result();
        assertThat(votes).isEqualTo(1);
        handle.pause(request);
        handle.unpause(RequestOptions.create());
        handle.cancel(request);
        assertThatThrownBy(handle::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(handle.describe().status()).isEqualTo(WorkflowStatus.CANCELED);
    }

    // Update with start

    private WorkflowCall<List<Vote>> call(String id) {
        return workflows.call(VotingWorkflow.class, w -> w.collect(2)).id(id);
    }

    @Test
    void anUpdateStartsAWorkflowOrGoesToTheOpenOne() {
        String id = UUID.randomUUID().toString();
        int first = call(id).updateWithStart(VotingWorkflow.class, w -> w.voteNow(ANNA));
        assertThat(first).isEqualTo(1);
        String run = workflows.handle(id).describe().runId();
        WorkflowUpdateHandle<Integer> second = call(id).startUpdateWithStart(RequestOptions.create().requestId("b"), "voteNow",
                Integer.class, new Vote("Ben", 1));
        assertThat(second.runId()).isEqualTo(run);
        assertThat(second.updateId()).isEqualTo("b");
        assertThat(second.result()).isEqualTo(2);
        assertThat((List<?>) workflows.handle(id, run, List.class).result()).hasSize(2);
        int anew = call(id).updateWithStart(VotingWorkflow.class, w -> w.voteNow(ANNA));
        assertThat(anew).isEqualTo(1);
        assertThat(workflows.handle(id).describe().runId()).isNotEqualTo(run);
        assertThatThrownBy(() -> call(id).conflictPolicy(IdConflictPolicy.FAIL).updateWithStart("voteNow", Integer.class, ANNA))
                .isInstanceOf(WorkflowAlreadyStartedException.class);
        List<Vote> votes = workflows.handle(VotingWorkflow.class, id).query(w -> w.votes());
        assertThat(votes).hasSize(1);
        workflows.handle(id).terminate("enough");
        assertThatThrownBy(() -> call(id).reusePolicy(IdReusePolicy.REJECT_DUPLICATE).updateWithStart("voteNow", Integer.class,
                ANNA)).isInstanceOf(WorkflowAlreadyStartedException.class);
    }

    @Test
    void anUpdateWithStartIsRepeatable() {
        String id = UUID.randomUUID().toString();
        RequestOptions once = RequestOptions.create().requestId("once");
        for (int i = 0; i < 2; i++) {
            WorkflowUpdateHandle<Integer> update = call(id).startUpdateWithStart(once, VotingWorkflow.class,
                    w -> w.voteNow(ANNA));
            int votes = update.result();
            assertThat(votes).isEqualTo(1);
        }
        workflows.handle(id).terminate("enough");
        WorkflowUpdateHandle<Integer> closed = call(id).startUpdateWithStart(once, VotingWorkflow.class, w -> w.voteNow(ANNA));
        int votes = closed.result();
        assertThat(votes).isEqualTo(1);
        assertThat(workflows.list("WorkflowId = '" + id + "'")).hasSize(1);
    }

    @Test
    void aRejectedUpdateLeavesTheRunThatItStarted() {
        String id = UUID.randomUUID().toString();
        assertThatThrownBy(() -> call(id).updateWithStart(VotingWorkflow.class, w -> w.change(new Vote("Anna", -1))))
                .isInstanceOf(WorkflowUpdateException.class).cause().hasMessageContaining("negative weight");
        assertThat(workflows.handle(id).describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        workflows.handle(id).terminate("enough");
    }

    @Test
    void anUpdateWithStartTerminatesNothingAndJoinsNoTransaction() {
        String id = UUID.randomUUID().toString();
        assertThatIllegalArgumentException().isThrownBy(() -> call(id).conflictPolicy(IdConflictPolicy.TERMINATE_EXISTING)
                .updateWithStart("voteNow", Integer.class, ANNA)).withMessageContaining("cannot be TERMINATE_EXISTING");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            call(id).updateWithStart("voteNow", Integer.class, ANNA);
            throw new IllegalArgumentException("roll back");
        })).hasMessageContaining("roll back");
        workflows.handle(id).terminate("enough");
        QuarkusTransaction.requiringNew().run(() -> {
            call(id).start();
            assertThatIllegalStateException().isThrownBy(() -> call(id).updateWithStart("voteNow", Integer.class, ANNA))
                    .withMessageContaining("has started or signaled the workflow");
        });
        workflows.handle(id).terminate("enough");
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
