package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the effect of something that should make no difference: once without it, then once with it. */
abstract class Curve implements Measurement {

    private final String figure;

    Curve(String figure) {
        this.figure = figure;
    }

    @Override
    public List<String> figures() {
        return List.of(figure);
    }

    @Override
    public void round(Bench bench) throws Exception {
        double without = without(bench);
        double with = with(bench);
        bench.results().add(figure, "", with / without);
        System.out.printf("  without: %.6g, with: %.6g%n", without, with);
    }

    /** {@return the baseline, by default the throughput in a new database} */
    double without(Bench bench) throws Exception {
        return rate(bench, bench.newDatabase(), List.of());
    }

    abstract double with(Bench bench) throws Exception;

    /** {@return the throughput of {@code startAll}} */
    static double rate(Bench bench, Database database, List<String> properties) throws Exception {
        try (ContestantProcess node = bench.node(database, properties, "startAll")) {
            return WarmRun.of(bench, database, node, bench.settings().activities).rate();
        }
    }
}
