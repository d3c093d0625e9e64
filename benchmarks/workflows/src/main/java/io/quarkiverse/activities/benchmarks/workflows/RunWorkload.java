package io.quarkiverse.activities.benchmarks.workflows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.quarkiverse.activities.benchmarks.app.Workload;
import io.quarkiverse.activities.benchmarks.contestant.Database;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowClient;

/** Starts many workflows, of which a limited number are open at a time, and waits until all are closed. */
abstract class RunWorkload implements Workload {

    private static final int MOST_OPEN = 500;
    private static final String UNFINISHED = "EXISTS (SELECT 1 FROM workflow_execution)";

    @Inject
    WorkflowClient workflows;

    @Inject
    StepActivities activities;

    private final String name;

    RunWorkload(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    /** {@return how many workflows to start} */
    abstract int runs(int count);

    /** {@return how many activities and steps they run in all, at least} */
    int bodies(int count) {
        return count;
    }

    /** {@return the start of a workflow} */
    abstract WorkflowCall<?> call(int number, int count);

    @Override
    public Map<String, Double> run(int count) throws Exception {
        long before = done();
        int runs = runs(count);
        List<CompletableFuture<?>> starts = new ArrayList<>(runs);
        for (int number = 0; number < runs; number++) {
            double most = (double) bodies(count) / runs * (number - MOST_OPEN);
            while (done() - before < most) {
                Thread.sleep(1);
            }
            starts.add(call(number, count).startAsync().toCompletableFuture());
        }
        for (CompletableFuture<?> start : starts) {
            start.get();
        }
        // Does not poll the database while the node still has to run something
        while (done() - before < bodies(count)) {
            Thread.sleep(1);
        }
        Database.awaitNot(UNFINISHED);
        return Map.of();
    }

    private long done() {
        return activities.done() + StepBodies.done();
    }
}
