package io.quarkiverse.activities.benchmarks.workflows;

import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** Calls one activity after the other. */
@Workflow
public class Steps {

    private final StepActivities activities;

    Steps(StepActivities activities) {
        this.activities = activities;
    }

    @WorkflowMethod
    public Item run(Item item, int steps) {
        Item current = item;
        for (int step = 0; step < steps; step++) {
            current = activities.step(current);
        }
        return current;
    }
}
