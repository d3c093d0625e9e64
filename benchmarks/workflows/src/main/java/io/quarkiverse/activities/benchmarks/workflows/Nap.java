package io.quarkiverse.activities.benchmarks.workflows;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** Calls some activities, and then sleeps until a time. */
@Workflow
public class Nap {

    private final WorkflowContext workflow;
    private final StepActivities activities;

    Nap(WorkflowContext workflow, StepActivities activities) {
        this.workflow = workflow;
        this.activities = activities;
    }

    /** @param until when to wake up, in microseconds of the clock */
    @WorkflowMethod
    public int run(Item item, int steps, long until) {
        for (int step = 0; step < steps; step++) {
            activities.step(item);
        }
        Duration left = Duration.between(workflow.now(), Instant.ofEpochSecond(0, until * 1_000));
        if (!left.isNegative()) {
            workflow.sleep(left);
        }
        return steps;
    }
}
