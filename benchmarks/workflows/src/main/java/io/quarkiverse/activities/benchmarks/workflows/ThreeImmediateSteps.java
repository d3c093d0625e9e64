package io.quarkiverse.activities.benchmarks.workflows;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.WorkflowCall;

/** Workflows of three local steps, each of which is committed before the next one begins. */
@Singleton
public class ThreeImmediateSteps extends SmallRuns {

    private static final int STEPS = 3;

    ThreeImmediateSteps() {
        super("threeImmediateSteps", STEPS);
    }

    @Override
    WorkflowCall<?> call(int number, int count) {
        return workflows.call(LocalSteps.class, w -> w.run(Item.next(number), STEPS, true));
    }
}
