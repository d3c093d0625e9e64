package io.quarkiverse.activities.benchmarks.workflows;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.WorkflowCall;

/** Workflows that call one activity after the other, all at the same time. */
@Singleton
public class Sequential extends RunWorkload {

    private static final int RUNS = 500;

    Sequential() {
        super("sequential");
    }

    @Override
    int runs(int count) {
        return Math.min(RUNS, count);
    }

    @Override
    WorkflowCall<?> call(int number, int count) {
        return workflows.call(Steps.class,
                w -> w.run(Item.next(number), count / runs(count) + (number < count % runs(count) ? 1 : 0)));
    }
}
