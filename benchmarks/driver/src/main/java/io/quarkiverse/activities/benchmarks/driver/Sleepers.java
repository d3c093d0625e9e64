package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/**
 * Measures what many workflows cost that sleep, and how long it takes until those that are due at the same time have gone on.
 * Most of them are copies of a row that the application wrote.
 */
final class Sleepers implements Measurement {

    private static final String MEMORY = "workflow.sleepers.memory";
    private static final String LATE = "workflow.sleepers.late";
    private static final long SETTLE_MILLIS = 5_000;

    @Override
    public List<String> figures() {
        return List.of(MEMORY, LATE);
    }

    @Override
    public void round(Bench bench) throws Exception {
        Settings settings = bench.settings();
        Database database = bench.newDatabase();
        long until = Naps.micros() + settings.sleepSeconds * 1_000_000L;
        double without;
        try (ContestantProcess node = start(bench, database, until)) {
            Thread.sleep(SETTLE_MILLIS);
            without = node.residentMegabytes();
            node.run(1);
        }
        RowCopies.asleep(settings.dueAtOnce).create(database, settings.sleepers);
        bench.settle(database);
        try (ContestantProcess node = start(bench, database, until)) {
            Thread.sleep(SETTLE_MILLIS);
            bench.results().add(MEMORY, node.residentMegabytes() - without);
            bench.results().add(LATE, Naps.secondsUntilAllAreAwake(settings, database, until));
        }
    }

    private static ContestantProcess start(Bench bench, Database database, long until) throws Exception {
        return bench.start(Program.application("workflows"), database, List.of("nap.until=" + until), "naps");
    }
}
