package io.quarkiverse.activities.benchmarks.workflows;

import io.quarkiverse.activities.workflow.Durability;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** Runs steps in this process, one after the other. */
@Workflow
public class LocalSteps {

    private final WorkflowContext workflow;

    LocalSteps(WorkflowContext workflow) {
        this.workflow = workflow;
    }

    /** @param immediately whether each step is committed before the next one begins */
    @WorkflowMethod
    public Item run(Item item, int steps, boolean immediately) {
        Durability durability = immediately ? Durability.IMMEDIATE : Durability.WRITE_BEHIND;
        Item current = item;
        for (int step = 0; step < steps; step++) {
            Item before = current;
            current = workflow.localStep("step", Item.class, () -> StepBodies.step(before)).durability(durability).execute();
        }
        return current;
    }
}
