package io.quarkiverse.activities.benchmarks.ours;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.benchmarks.app.Workload;

/** A way to start many activities. */
abstract class Started implements Workload {

    @Inject
    ActivityClient activities;

    @Inject
    Jobs jobs;

    @Inject
    Closed closed;

    /** Returns when all are started. */
    abstract void start(int count) throws Exception;

    @Override
    public Map<String, Double> run(int count) throws Exception {
        long before = jobs.done();
        start(count);
        closed.await(before, count);
        return Map.of();
    }

    ActivityCall<UUID> work(int number) {
        return activities.call(Jobs.class, j -> j.work(Order.next(number)));
    }
}
