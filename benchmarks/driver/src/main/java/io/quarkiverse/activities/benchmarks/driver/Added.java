package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures what the extension adds to an application: something with it, minus the same without it, in alternating starts. */
abstract class Added implements Measurement {

    private final String figure;
    private Database database;

    Added(String figure) {
        this.figure = figure;
    }

    @Override
    public final List<String> figures() {
        return List.of(figure);
    }

    @Override
    public final void round(Bench bench) throws Exception {
        if (database == null) {
            // The first start creates the tables
            database = bench.database("start");
            value(bench, "ours", database);
        }
        double with = value(bench, "ours", database);
        double without = value(bench, "plain", database);
        bench.results().add(figure, with - without);
        System.out.printf("  with: %.0f, without: %.0f%n", with, without);
    }

    /** Starts the application of this module and measures it. */
    abstract double value(Bench bench, String module, Database database) throws Exception;
}
