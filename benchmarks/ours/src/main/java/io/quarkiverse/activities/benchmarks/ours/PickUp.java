package io.quarkiverse.activities.benchmarks.ours;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.benchmarks.app.Workload;

/** Measures pick-up latencies on an idle node. Every other start joins a transaction. */
@Singleton
public class PickUp implements Workload {

    @Inject
    ActivityClient activities;

    @Override
    public String name() {
        return "pickUp";
    }

    @Override
    public Map<String, Double> run(int count) throws Exception {
        List<PickUpSample> samples = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            // Long enough for the previous activity to end, and random to stay out of step with polling
            Thread.sleep(ThreadLocalRandom.current().nextLong(20, 60));
            ActivityCall<Long> call = activities.call(BenchmarkActivities.class, a -> a.time(Order.next(number)));
            samples.add(PickUpSample.committed(number % 2 == 0 ? call.start() : Joined.startJoined(call)));
        }
        return PickUpSample.percentiles(samples);
    }
}
