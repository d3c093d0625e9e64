package io.quarkiverse.activities.benchmarks.workflows;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.WorkflowCall;

/** Workflows that start 1,000 activities each, and wait for all of them. */
@Singleton
public class FanOuts extends RunWorkload {

    private static final int ACTIVITIES = 1_000;

    FanOuts() {
        super("fanOut");
    }

    @Override
    int runs(int count) {
        return (count + ACTIVITIES - 1) / ACTIVITIES;
    }

    @Override
    WorkflowCall<?> call(int number, int count) {
        return workflows.call(FanOut.class, w -> w.run(Item.next(number), ACTIVITIES));
    }
}
