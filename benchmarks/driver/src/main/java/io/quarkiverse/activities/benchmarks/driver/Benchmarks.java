package io.quarkiverse.activities.benchmarks.driver;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the selected measurements, prints the tables, and writes the figures to {@code target/results.json}; or compares this
 * revision with another one.
 */
public final class Benchmarks {

    private final Bench bench;
    private final List<String> failures = new ArrayList<>();

    private Benchmarks(Bench bench) {
        this.bench = bench;
    }

    /** @param arguments the directory of the benchmarks */
    public static void main(String... arguments) throws Exception {
        Settings settings = new Settings(Path.of(arguments[0]).toRealPath());
        Selection selection = Selection.of(settings);
        // Comes first, as it takes a while and needs no server
        OtherRevision other = settings.compare.isPresent() ? OtherRevision.build(settings) : null;
        try (Server server = Server.start(settings)) {
            if (other == null) {
                new Benchmarks(Bench.of(settings, server)).run(new Plan(settings, selection));
            } else {
                new Comparison(settings, server, other).run(selection);
            }
        }
    }

    private void run(Plan plan) throws Exception {
        for (Plan.Group group : plan.groups()) {
            for (int round = 1; round <= group.rounds(); round++) {
                for (Measurement measurement : group.measurements()) {
                    progress(round, group, measurement);
                    measure(measurement);
                }
            }
            // A run takes hours. If it is stopped, the results of the groups before are not lost
            soFar().write(bench.settings());
        }
        report();
    }

    static void progress(int round, Plan.Group group, Measurement measurement) {
        System.out.println("Round " + round + " of " + group.rounds() + ": " + String.join(", ", measurement.figures()));
    }

    private void measure(Measurement measurement) {
        try {
            measurement.round(bench);
        } catch (Exception e) {
            failures.add(measurement.figures() + ": " + e);
        }
    }

    private void report() throws Exception {
        Bound.addTo(bench.results());
        Report report = soFar();
        report.write(bench.settings());
        LoadCurves.of(bench).write(bench.settings());
        System.out.println(report.text());
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Some measurements failed: " + failures);
        }
    }

    private Report soFar() throws SQLException {
        return new Report(bench.results(), Machine.describe(bench.settings(), bench.server()), failures);
    }
}
