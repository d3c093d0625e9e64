package io.quarkiverse.activities.benchmarks.workflows;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** Collects the times at which its activities begin. */
@Workflow
public class TimedSteps {

    private final StepActivities activities;

    TimedSteps(StepActivities activities) {
        this.activities = activities;
    }

    /** {@return the times at which the activities were entered, in microseconds of the clock, separated by blanks} */
    @WorkflowMethod
    public String run(Item item, int steps) {
        List<String> times = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            times.add(String.valueOf(activities.enter(item)));
        }
        return String.join(" ", times);
    }
}
