package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.StoredOutcome;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/**
 * An activity that has ended on this node, and whose completion commits with the Workflow Task that it leads to. Until then
 * nothing of the task leaves the memory of this node.
 *
 * @param number its number in the run
 * @param written whether its completion has committed; if not, it is written as usual
 */
record FusedActivity(int number, Completion completion, CompletableFuture<Boolean> written) {

    /** {@return the outcome, as if it was read from the database} */
    RunMaterial material(RunRow row, WorkflowStore store) {
        var now = store.estimatedNow();
        return new RunMaterial(row, now, List.of(), List.of(new StoredOutcome(number, ActivityStatus.COMPLETED,
                new Outcome(Payload.ofNullable(completion.result()), null, null), now)), List.of());
    }
}
