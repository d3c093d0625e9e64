package io.quarkiverse.activities.benchmarks.ours;

import java.util.Collection;
import java.util.Map;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.benchmarks.contestant.Clock;
import io.quarkiverse.activities.benchmarks.contestant.Latencies;

/**
 * A start, and when its caller knew that it was committed. Its result is when the method was entered, by the same clock on
 * whichever node.
 */
record Pick(ActivityHandle<Long> handle, long committedMicros) {

    static Pick committed(ActivityHandle<Long> handle) {
        return new Pick(handle, Clock.micros());
    }

    static Map<String, Double> percentiles(Collection<Pick> picks) {
        Latencies latencies = new Latencies();
        for (Pick pick : picks) {
            // On the same node the method may be there before the caller is
            latencies.add(Math.max(0, pick.handle.result() - pick.committedMicros) / 1_000.0);
        }
        return latencies.percentiles();
    }
}
