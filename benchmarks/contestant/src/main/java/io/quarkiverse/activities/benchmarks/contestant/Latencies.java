package io.quarkiverse.activities.benchmarks.contestant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Collects latencies and computes their percentiles. */
public final class Latencies {

    private final List<Double> millis = new ArrayList<>();

    public void add(double taken) {
        millis.add(taken);
    }

    /** {@return the percentiles p50 and p99 in milliseconds, by name} */
    public Map<String, Double> percentiles() {
        Collections.sort(millis);
        return Map.of("p50", percentile(50), "p99", percentile(99));
    }

    private double percentile(int percent) {
        return millis.get(Math.max(0, (int) Math.ceil(millis.size() * percent / 100.0) - 1));
    }
}
