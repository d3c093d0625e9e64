package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures workflows that call one activity after the other, and what each such step costs the database. */
final class SequentialSteps extends Throughput {

    /** The wait before reading statistics. A session reports its updates at most once a second. */
    private static final long STATISTICS_MILLIS = 2_000;

    private final int activities;

    SequentialSteps(Settings settings) {
        super("workflow.sequential", "", Program.application("workflows"), settings.activities, "sequential");
        activities = settings.activities;
    }

    @Override
    public List<String> figures() {
        return List.of("workflow.sequential", "workflow.wal", "workflow.hot", "workflow.cpu.jvm", "workflow.cpu.database");
    }

    @Override
    void used(Results results, Usage usage) {
        results.add("workflow.wal", usage.walBytes() / activities);
        results.add("workflow.cpu.jvm", usage.jvmSeconds() * 1_000 / activities);
        results.add("workflow.cpu.database", usage.databaseSeconds() * 1_000 / activities);
    }

    @Override
    void ran(Bench bench, Database database) throws Exception {
        Thread.sleep(STATISTICS_MILLIS);
        bench.results().add("workflow.hot", database.number("SELECT n_tup_hot_upd::numeric / n_tup_upd"
                + " FROM pg_stat_user_tables WHERE relname = 'workflow_execution'"));
    }
}
