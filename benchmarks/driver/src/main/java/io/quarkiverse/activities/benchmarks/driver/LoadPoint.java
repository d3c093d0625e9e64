package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/**
 * A node at a constant rate of starts: its pick-up latency, and the processor time that activities need.
 *
 * @param percent the rate, in percent of the highest rate that was reached
 * @param rate the rate, in starts per second
 * @param p50 the median of the latency in milliseconds
 * @param p99 its 99th percentile in milliseconds
 * @param jvm the JVM's seconds of CPU time for 1,000 activities
 * @param database the database's seconds of CPU time for 1,000 activities
 */
record LoadPoint(int percent, double rate, double p50, double p99, double jvm, double database) {

    /** @param workload the one that starts activities at a rate */
    static LoadPoint measure(Bench bench, String workload, double peak, int percent) throws Exception {
        Settings settings = bench.settings();
        double rate = peak * percent / 100;
        Database database = bench.newDatabase();
        try (ContestantProcess node = bench.node(database, List.of("rate=" + rate), workload)) {
            int window = (int) Math.ceil(rate * settings.warmUpWindowSeconds);
            // The rate is given, so the JVM's time for 1,000 activities shows whether it is warm
            WarmUp.of(settings).untilSteady(() -> {
                double before = node.cpuSeconds();
                node.run(window);
                return (node.cpuSeconds() - before) * 1_000 / window;
            });
            bench.settle(database);
            int activities = (int) Math.ceil(rate * settings.loadSeconds);
            WarmRun run = WarmRun.again(bench, database, node, activities);
            LoadPoint point = new LoadPoint(percent, rate, run.result().figures().get("p50"), run.result().figures().get("p99"),
                    run.usage().jvmSeconds() * 1_000 / activities, run.usage().databaseSeconds() * 1_000 / activities);
            System.out.printf("  %.0f/s offered, %.0f/s done, p50 %.3g ms, p99 %.3g ms%n", rate, run.rate(), point.p50,
                    point.p99);
            return point;
        }
    }

    /** {@return the seconds of CPU time of JVM and database for 1,000 activities} */
    double cpu() {
        return jvm + database;
    }
}
