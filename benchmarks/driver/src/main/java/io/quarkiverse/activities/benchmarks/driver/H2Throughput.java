package io.quarkiverse.activities.benchmarks.driver;

/** Measures the throughput of the application with an H2 database in its own process. */
final class H2Throughput extends Throughput {

    H2Throughput(Settings settings, String workload) {
        super("ours.h2." + workload, "", Program.application("h2"), settings.activities, workload);
    }

    @Override
    Database database(Bench bench) throws Exception {
        return bench.newEmbeddedDatabase();
    }
}
