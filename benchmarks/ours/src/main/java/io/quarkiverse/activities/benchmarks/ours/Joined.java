package io.quarkiverse.activities.benchmarks.ours;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.benchmarks.app.Purchase;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Calls {@code start} in a business transaction that also writes a row. */
@Singleton
public class Joined extends StartWorkload {

    static final int THREADS = 16;

    @Override
    public String name() {
        return "joined";
    }

    @Override
    void start(int count) throws Exception {
        try (Threads threads = new Threads(THREADS)) {
            threads.forEach(count, number -> startJoined(work(number)));
        }
    }

    /** {@return the handle, after the transaction is committed} */
    static <R> ActivityHandle<R> startJoined(ActivityCall<R> call) {
        return QuarkusTransaction.requiringNew().call(() -> {
            new Purchase("somebody", 1).persist();
            return call.start();
        });
    }
}
