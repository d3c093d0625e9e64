package io.quarkiverse.activities.benchmarks.ours;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.benchmarks.app.Workload;

/** How long activities wait for their methods at a given rate of starts: one of twenty joins a transaction. */
@Singleton
public class HalfLoad implements Workload {

    private static final int JOINED_EVERY = 20;
    /** Of so many, the latency of one is looked at; no divisor in common with the above. */
    private static final int LOOK_EVERY = 21;

    @Inject
    ActivityClient activities;

    /** Starts a second. */
    @ConfigProperty(name = "rate", defaultValue = "100")
    double rate;

    @Override
    public String name() {
        return "halfLoad";
    }

    @Override
    public Map<String, Double> run(int count) throws Exception {
        List<CompletableFuture<Pick>> starts = new ArrayList<>(count);
        ExecutorService callers = Executors.newFixedThreadPool(Joined.THREADS);
        try {
            long begun = System.nanoTime();
            while (starts.size() < count) {
                double due = Math.min(count, (System.nanoTime() - begun) * rate / 1e9);
                while (starts.size() < due) {
                    starts.add(start(starts.size(), callers).thenApply(Pick::committed));
                }
                Thread.sleep(1);
            }
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } finally {
            callers.shutdown();
        }
        List<Pick> picks = new ArrayList<>();
        for (int number = 0; number < count; number += LOOK_EVERY) {
            picks.add(starts.get(number).join());
        }
        return Pick.percentiles(picks);
    }

    private CompletableFuture<ActivityHandle<Long>> start(int number, ExecutorService callers) {
        ActivityCall<Long> call = activities.call(Jobs.class, j -> j.tellTime(Order.next(number)));
        return number % JOINED_EVERY == 0 ? CompletableFuture.supplyAsync(() -> Joined.startJoined(call), callers)
                : call.startAsync().toCompletableFuture();
    }
}
