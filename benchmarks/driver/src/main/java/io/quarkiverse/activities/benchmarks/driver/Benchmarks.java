package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes the selected measurements, prints the table, and writes the figures to {@code target/results.json}. */
public final class Benchmarks {

    private final Bench bench;
    private final List<String> failures = new ArrayList<>();

    private Benchmarks(Bench bench) {
        this.bench = bench;
    }

    /** @param arguments the directory of the benchmarks */
    public static void main(String... arguments) throws Exception {
        Settings settings = new Settings(Path.of(arguments[0]).toRealPath());
        try (Server server = Server.start(settings)) {
            Benchmarks benchmarks = new Benchmarks(new Bench(settings, server, new Results()));
            Plan plan = new Plan(settings);
            benchmarks.measure(plan.contestants(), settings.rounds);
            benchmarks.measure(plan.latencies(), settings.rounds);
            benchmarks.measure(plan.curves(), settings.curveRounds);
            benchmarks.measure(plan.single(), 1);
            benchmarks.measure(plan.starts(), settings.starts);
            benchmarks.report();
        }
    }

    private void report() throws IOException, SQLException {
        Report report = new Report(bench.results(), Machine.describe(bench.settings(), bench.server()), failures);
        report.write(bench.settings());
        System.out.println(report.text());
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Some measurements failed: " + failures);
        }
    }

    private void measure(List<Measurement> measurements, int rounds) {
        for (int round = 1; round <= rounds; round++) {
            for (Measurement measurement : measurements) {
                System.out.println("Round " + round + " of " + rounds + ": " + String.join(", ", measurement.figures()));
                try {
                    measurement.round(bench);
                } catch (Exception e) {
                    failures.add(measurement.figures() + ": " + e);
                }
            }
        }
    }
}
