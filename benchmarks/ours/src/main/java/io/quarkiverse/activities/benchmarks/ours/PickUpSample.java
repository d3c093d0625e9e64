package io.quarkiverse.activities.benchmarks.ours;

import java.util.Collection;
import java.util.Map;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.benchmarks.contestant.Clock;
import io.quarkiverse.activities.benchmarks.contestant.Latencies;

/**
 * A start, and the time at which its caller knew that it was committed. The result of the activity is the time at which its
 * method was entered. All nodes use the same clock.
 */
record PickUpSample(ActivityHandle<Long> handle, long committedMicros) {

    static PickUpSample committed(ActivityHandle<Long> handle) {
        return new PickUpSample(handle, Clock.micros());
    }

    static Map<String, Double> percentiles(Collection<PickUpSample> samples) {
        Latencies latencies = new Latencies();
        for (PickUpSample sample : samples) {
            latencies.add(millis(sample.committedMicros, sample.handle.result()));
        }
        return latencies.percentiles();
    }

    /** {@return the latency in milliseconds} On the same node the method may be entered before the caller continues: 0. */
    static double millis(long committedMicros, long enteredMicros) {
        return Math.max(0, enteredMicros - committedMicros) / 1_000.0;
    }
}
