package io.quarkiverse.activities.benchmarks.ours;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCall;

/** Starts {@code @Transactional} activities that each write a business row. */
@Singleton
public class Transactional extends BatchWorkload {

    @Override
    public String name() {
        return "transactional";
    }

    @Override
    ActivityCall<UUID> call(int number) {
        return activities.call(BenchmarkActivities.class, j -> j.workInTransaction(Order.next(number)));
    }
}
