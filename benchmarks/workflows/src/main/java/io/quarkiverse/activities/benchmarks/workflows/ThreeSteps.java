package io.quarkiverse.activities.benchmarks.workflows;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.WorkflowCall;

/** Workflows of three local steps. */
@Singleton
public class ThreeSteps extends SmallRuns {

    private static final int STEPS = 3;

    ThreeSteps() {
        super("threeSteps", STEPS);
    }

    @Override
    WorkflowCall<?> call(int number, int count) {
        return workflows.call(LocalSteps.class, w -> w.run(Item.next(number), STEPS, false));
    }
}
