package io.quarkiverse.activities.benchmarks.ours;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.benchmarks.app.Workload;

/** Measures pick-up latencies while 64 threads call {@code start}, together at a given rate. */
@Singleton
public class HalfLoad64 implements Workload {

    @Inject
    ActivityClient activities;

    /** The number of starts per second. */
    @ConfigProperty(name = "rate", defaultValue = "100")
    double rate;

    @Override
    public String name() {
        return "halfLoad64";
    }

    @Override
    public Map<String, Double> run(int count) throws Exception {
        Queue<PickUpSample> samples = new ConcurrentLinkedQueue<>();
        long begun = System.nanoTime();
        try (Threads threads = new Threads(64)) {
            threads.forEach(count, number -> {
                awaitNanos(begun + (long) (number * 1e9 / rate));
                PickUpSample sample = PickUpSample.committed(
                        activities.call(BenchmarkActivities.class, a -> a.time(Order.next(number))).start());
                if (number % HalfLoad.SAMPLE_EVERY == 0) {
                    samples.add(sample);
                }
            });
        }
        return PickUpSample.percentiles(samples);
    }

    /** Waits until the moment at which the start is due; one that is late is not skipped. */
    private static void awaitNanos(long due) {
        long left;
        while ((left = due - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }
}
