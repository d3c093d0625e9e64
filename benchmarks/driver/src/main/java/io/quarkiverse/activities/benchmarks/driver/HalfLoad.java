package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the pick-up latency, and the cost, at half of the rate that the same kind of start reached in this run. */
final class HalfLoad implements Measurement {

    private static final int PERCENT = 50;

    private final String name;
    private final String workload;
    private final Throughput peak;

    HalfLoad(String name, String workload, Throughput peak) {
        this.name = name;
        this.workload = workload;
        this.peak = peak;
    }

    @Override
    public List<String> figures() {
        return List.of("pickup." + name + ".p50", "pickup." + name + ".p99", "cpu." + name);
    }

    @Override
    public void round(Bench bench) throws Exception {
        LoadPoint half = LoadPoint.measure(bench, workload, bench.peak(peak), PERCENT);
        bench.results().add(figures().get(0), half.p50());
        bench.results().add(figures().get(1), half.p99());
        bench.results().add(figures().get(2), half.cpu());
    }
}
