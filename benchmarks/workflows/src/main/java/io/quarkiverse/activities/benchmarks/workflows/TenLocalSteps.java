package io.quarkiverse.activities.benchmarks.workflows;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.WorkflowCall;

/** Workflows of ten local steps. */
@Singleton
public class TenLocalSteps extends RunWorkload {

    private static final int STEPS = 10;

    TenLocalSteps() {
        super("localSteps");
    }

    @Override
    int runs(int count) {
        return (count + STEPS - 1) / STEPS;
    }

    @Override
    WorkflowCall<?> call(int number, int count) {
        return workflows.call(LocalSteps.class, w -> w.run(Item.next(number), STEPS, false));
    }
}
