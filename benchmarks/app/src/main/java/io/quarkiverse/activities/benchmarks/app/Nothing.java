package io.quarkiverse.activities.benchmarks.app;

import java.util.Map;

import jakarta.inject.Singleton;

/** A workload that starts nothing, for nodes that only serve activities or are idle. */
@Singleton
public class Nothing implements Workload {

    @Override
    public String name() {
        return "nothing";
    }

    @Override
    public Map<String, Double> run(int activities) {
        return Map.of();
    }
}
