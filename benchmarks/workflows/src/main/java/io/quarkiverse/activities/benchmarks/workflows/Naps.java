package io.quarkiverse.activities.benchmarks.workflows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.benchmarks.app.Workload;
import io.quarkiverse.activities.benchmarks.contestant.Database;
import io.quarkiverse.activities.workflow.WorkflowClient;

/** Starts workflows that sleep until a time that the driver has set, and waits until all of them sleep. */
@Singleton
public class Naps implements Workload {

    private static final String NOT_ASLEEP = "EXISTS (SELECT 1 FROM workflow_execution WHERE state <> 0)";

    @Inject
    WorkflowClient workflows;

    /** The number of activities before the sleep. */
    @ConfigProperty(name = "nap.steps", defaultValue = "0")
    int steps;

    /** In microseconds of the clock. */
    @ConfigProperty(name = "nap.until", defaultValue = "0")
    long until;

    @Override
    public String name() {
        return "naps";
    }

    @Override
    public Map<String, Double> run(int count) throws Exception {
        List<CompletableFuture<?>> starts = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            int item = number;
            starts.add(workflows.call(Nap.class, w -> w.run(Item.next(item), steps, until)).startAsync().toCompletableFuture());
        }
        for (CompletableFuture<?> start : starts) {
            start.get();
        }
        Database.awaitNot(NOT_ASLEEP);
        return Map.of();
    }
}
