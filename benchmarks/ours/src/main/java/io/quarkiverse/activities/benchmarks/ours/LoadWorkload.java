package io.quarkiverse.activities.benchmarks.ours;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.benchmarks.app.Workload;
import io.quarkiverse.activities.benchmarks.contestant.Clock;
import io.quarkiverse.activities.benchmarks.contestant.Latencies;

/** Starts activities at a given rate, and measures the pick-up latency of some of them. */
abstract class LoadWorkload implements Workload {

    /** The latency of every 21st start is sampled; the number has no common divisor with {@link HalfLoad#JOINED_EVERY}. */
    private static final int SAMPLE_EVERY = 21;

    @Inject
    ActivityClient activities;

    @Inject
    BenchmarkActivities jobs;

    @Inject
    Completion completion;

    @Inject
    Entries entries;

    /** The number of starts per second. */
    @ConfigProperty(name = "rate", defaultValue = "100")
    double rate;

    private final Queue<CompletableFuture<Double>> latencies = new ConcurrentLinkedQueue<>();

    /** Starts this number of activities and returns when all are started. */
    abstract void start(int count) throws Exception;

    @Override
    public Map<String, Double> run(int count) throws Exception {
        latencies.clear();
        long before = jobs.done();
        start(count);
        completion.await(before, count);
        Latencies all = new Latencies();
        latencies.forEach(latency -> all.add(latency.join()));
        return all.percentiles();
    }

    /**
     * Starts the activity with this number in this way. The stage completes when the caller knows that the start is committed.
     */
    CompletableFuture<?> start(int number, Function<ActivityCall<Long>, CompletionStage<?>> way) {
        Order order = Order.next(number);
        ActivityCall<Long> call = activities.call(BenchmarkActivities.class, a -> a.time(order));
        if (number % SAMPLE_EVERY != 0) {
            return way.apply(call).toCompletableFuture();
        }
        CompletableFuture<Long> entered = entries.expect(order.id());
        CompletableFuture<Long> committed = way.apply(call).<Long> thenApply(handle -> Clock.micros()).toCompletableFuture();
        latencies.add(committed.thenCombine(entered, PickUpSample::millis));
        return committed;
    }
}
