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

/** Measures pick-up latencies at a given rate of starts. One start in twenty joins a transaction. */
@Singleton
public class HalfLoad implements Workload {

    private static final int JOINED_EVERY = 20;
    /** The latency of every 21st start is sampled; the number has no common divisor with {@link #JOINED_EVERY}. */
    static final int SAMPLE_EVERY = 21;

    @Inject
    ActivityClient activities;

    /** The number of starts per second. */
    @ConfigProperty(name = "rate", defaultValue = "100")
    double rate;

    @Override
    public String name() {
        return "halfLoad";
    }

    @Override
    public Map<String, Double> run(int count) throws Exception {
        List<CompletableFuture<PickUpSample>> starts = new ArrayList<>(count);
        ExecutorService callers = Executors.newFixedThreadPool(Joined.THREADS);
        try {
            long begun = System.nanoTime();
            while (starts.size() < count) {
                double due = Math.min(count, (System.nanoTime() - begun) * rate / 1e9);
                while (starts.size() < due) {
                    starts.add(start(starts.size(), callers).thenApply(PickUpSample::committed));
                }
                Thread.sleep(1);
            }
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } finally {
            callers.shutdown();
        }
        List<PickUpSample> samples = new ArrayList<>();
        for (int number = 0; number < count; number += SAMPLE_EVERY) {
            samples.add(starts.get(number).join());
        }
        return PickUpSample.percentiles(samples);
    }

    private CompletableFuture<ActivityHandle<Long>> start(int number, ExecutorService callers) {
        ActivityCall<Long> call = activities.call(BenchmarkActivities.class, a -> a.time(Order.next(number)));
        return number % JOINED_EVERY == 0 ? CompletableFuture.supplyAsync(() -> Joined.startJoined(call), callers)
                : call.startAsync().toCompletableFuture();
    }
}
