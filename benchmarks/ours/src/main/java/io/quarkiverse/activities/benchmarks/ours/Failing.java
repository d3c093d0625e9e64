package io.quarkiverse.activities.benchmarks.ours;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCall;

/** Starts activities that fail twice before they succeed. */
@Singleton
public class Failing extends BatchWorkload {

    @Override
    public String name() {
        return "failing";
    }

    @Override
    ActivityCall<UUID> call(int number) {
        return activities.call(BenchmarkActivities.class, j -> j.failTwice(Order.next(number)));
    }
}
