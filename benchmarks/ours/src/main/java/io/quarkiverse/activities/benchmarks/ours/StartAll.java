package io.quarkiverse.activities.benchmarks.ours;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCall;

/** Starts activities that do nothing. */
@Singleton
public class StartAll extends BatchWorkload {

    @Override
    public String name() {
        return "startAll";
    }

    @Override
    ActivityCall<UUID> call(int number) {
        return work(number);
    }
}
