package io.quarkiverse.activities.benchmarks.ours;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCall;

/** Activities that each fail twice before they succeed. */
@Singleton
public class Failing extends InBatches {

    @Override
    public String name() {
        return "failing";
    }

    @Override
    ActivityCall<UUID> call(int number) {
        return activities.call(Jobs.class, j -> j.failTwice(Order.next(number)));
    }
}
