package io.quarkiverse.activities.benchmarks.workflows;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.WorkflowCall;

/** Workflows of one activity. */
@Singleton
public class OneActivity extends SmallRuns {

    OneActivity() {
        super("oneActivity", 1);
    }

    @Override
    WorkflowCall<?> call(int number, int count) {
        return workflows.call(Steps.class, w -> w.run(Item.next(number), 1));
    }
}
