package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures how much longer the application takes to start with activities than without, in alternating starts. */
final class StartUp implements Measurement {

    private Database database;

    @Override
    public List<String> figures() {
        return List.of("startup.added");
    }

    @Override
    public void round(Bench bench) throws Exception {
        if (database == null) {
            // The first start creates the tables
            database = bench.newDatabase();
            millis(bench, "ours");
        }
        bench.results().add("startup.added", millis(bench, "ours") - millis(bench, "plain"));
    }

    private double millis(Bench bench, String module) throws Exception {
        long begun = System.nanoTime();
        try (ContestantProcess started = ContestantProcess.start(bench.settings(),
                Program.application(bench.settings(), module), database, List.of(), "nothing")) {
            return (System.nanoTime() - begun) / 1e6;
        }
    }
}
