package io.quarkiverse.activities.benchmarks.workflows;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.WorkflowCall;

/** Workflows of three activities. */
@Singleton
public class ThreeActivities extends SmallRuns {

    private static final int STEPS = 3;

    ThreeActivities() {
        super("threeActivities", STEPS);
    }

    @Override
    WorkflowCall<?> call(int number, int count) {
        return workflows.call(Steps.class, w -> w.run(Item.next(number), STEPS));
    }
}
