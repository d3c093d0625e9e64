package io.quarkiverse.activities.benchmarks.ours;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCall;

/** {@code @Transactional} activities that each write a business row. */
@Singleton
public class Transactional extends InBatches {

    @Override
    public String name() {
        return "transactional";
    }

    @Override
    ActivityCall<UUID> call(int number) {
        return activities.call(Jobs.class, j -> j.workInTransaction(Order.next(number)));
    }
}
