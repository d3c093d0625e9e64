package io.quarkiverse.activities.benchmarks.workflows;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.benchmarks.app.Workload;
import io.quarkiverse.activities.benchmarks.contestant.Latencies;
import io.quarkiverse.activities.workflow.WorkflowClient;

/** Measures how long a workflow needs from one activity to the next while nothing else happens. */
@Singleton
public class StepLatency implements Workload {

    private static final int STEPS = 50;

    @Inject
    WorkflowClient workflows;

    @Override
    public String name() {
        return "stepLatency";
    }

    @Override
    public Map<String, Double> run(int count) {
        Latencies latencies = new Latencies();
        for (int number = 0; number < count; number += STEPS) {
            int item = number;
            long before = 0;
            for (String time : workflows.call(TimedSteps.class, w -> w.run(Item.next(item), STEPS + 1)).execute().split(" ")) {
                long entered = Long.parseLong(time);
                if (before > 0) {
                    latencies.add((entered - before) / 1_000.0);
                }
                before = entered;
            }
        }
        return latencies.percentiles();
    }
}
