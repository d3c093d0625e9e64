package io.quarkiverse.activities.benchmarks.workflows;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** Starts many activities, and waits for all of them. */
@Workflow
public class FanOut {

    private final WorkflowContext workflow;

    FanOut(WorkflowContext workflow) {
        this.workflow = workflow;
    }

    @WorkflowMethod
    public int run(Item item, int activities) {
        List<Promise<Item>> all = new ArrayList<>();
        for (int i = 0; i < activities; i++) {
            all.add(workflow.activity(StepActivities.class, a -> a.step(item)).start());
        }
        Promise.allOf(all).get();
        return all.size();
    }
}
