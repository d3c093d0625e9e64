package io.quarkiverse.activities.benchmarks.ours;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.benchmarks.app.Workload;

/** A workload that starts many activities and waits until they are completion. */
abstract class StartWorkload implements Workload {

    @Inject
    ActivityClient activities;

    @Inject
    BenchmarkActivities jobs;

    @Inject
    Completion completion;

    /** Starts this number of activities and returns when all are started. */
    abstract void start(int count) throws Exception;

    @Override
    public Map<String, Double> run(int count) throws Exception {
        long before = jobs.done();
        start(count);
        completion.await(before, count);
        return Map.of();
    }

    ActivityCall<UUID> work(int number) {
        return activities.call(BenchmarkActivities.class, j -> j.work(Order.next(number)));
    }
}
