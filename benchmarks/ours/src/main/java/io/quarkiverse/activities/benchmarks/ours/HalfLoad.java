package io.quarkiverse.activities.benchmarks.ours;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCall;

/** Calls {@code startAsync} at a given rate. One start in twenty joins a transaction. */
@Singleton
public class HalfLoad extends LoadWorkload {

    static final int JOINED_EVERY = 20;

    @Override
    public String name() {
        return "halfLoad";
    }

    @Override
    void start(int count) throws Exception {
        List<CompletableFuture<?>> starts = new ArrayList<>(count);
        ExecutorService callers = Executors.newFixedThreadPool(Joined.THREADS);
        try {
            long begun = System.nanoTime();
            while (starts.size() < count) {
                double due = Math.min(count, (System.nanoTime() - begun) * rate / 1e9);
                while (starts.size() < due) {
                    starts.add(start(starts.size(), callers));
                }
                Thread.sleep(1);
            }
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } finally {
            callers.shutdown();
        }
    }

    private CompletableFuture<?> start(int number, ExecutorService callers) {
        return number % JOINED_EVERY == 0
                ? start(number, call -> CompletableFuture.supplyAsync(() -> Joined.startJoined(call), callers))
                : start(number, ActivityCall::startAsync);
    }
}
