package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures {@code startAll} and its cost. */
final class StartAll extends Throughput {

    private final int activities;

    StartAll(Settings settings) {
        super("ours.startAll", "", Program.ours(), settings.activities, "startAll");
        activities = settings.activities;
    }

    @Override
    public List<String> figures() {
        return List.of("ours.startAll", Figure.cold("ours.startAll"), "wal.bytes", "statements", "cpu.jvm", "cpu.database");
    }

    @Override
    void used(Results results, Usage usage) {
        results.add("wal.bytes", usage.walBytes() / activities);
        results.add("statements", usage.statements() / activities);
        results.add("cpu.jvm", usage.jvmSeconds() * 1_000 / activities);
        results.add("cpu.database", usage.databaseSeconds() * 1_000 / activities);
    }
}
