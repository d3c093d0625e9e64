package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.util.List;

/** Measures the effect of something that should make no difference: once without it, then once with it. */
abstract class Curve implements Measurement {

    private final String figure;
    private final Program program;
    private final String workload;

    /** Measures {@code startAll}. */
    Curve(String figure) {
        this(figure, Program.ours(), "startAll");
    }

    Curve(String figure, Program program, String workload) {
        this.figure = figure;
        this.program = program;
        this.workload = workload;
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
        return rate(bench, bench.newDatabase());
    }

    abstract double with(Bench bench) throws Exception;

    /** {@return the throughput of the workload} */
    final double rate(Bench bench, Database database) throws Exception {
        try (ContestantProcess node = start(bench, database)) {
            return WarmRun.of(bench, database, node, bench.settings().activities).rate();
        }
    }

    final ContestantProcess start(Bench bench, Database database) throws IOException {
        return bench.start(program, database, List.of(), workload);
    }
}
