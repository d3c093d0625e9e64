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

/** How long activities wait for their methods when nothing else is to do: every other start joins a transaction. */
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
        List<Pick> picks = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            // Long enough for the one before to be over, and in step with nothing
            Thread.sleep(ThreadLocalRandom.current().nextLong(20, 60));
            ActivityCall<Long> call = activities.call(Jobs.class, j -> j.tellTime(Order.next(number)));
            picks.add(Pick.committed(number % 2 == 0 ? call.start() : Joined.startJoined(call)));
        }
        return Pick.percentiles(picks);
    }
}
