package io.quarkiverse.activities.benchmarks.driver;

import java.sql.SQLException;
import java.util.List;

/** Measures how fast workflows go on that are not in memory: those that have slept, all due at the same time. */
final class Naps implements Measurement {

    private static final int STEPS = 10;
    private static final String RUNS_PER_SECOND = "workflow.resume";

    @Override
    public List<String> figures() {
        return List.of(RUNS_PER_SECOND);
    }

    @Override
    public void round(Bench bench) throws Exception {
        Database database = bench.newDatabase();
        Settings settings = bench.settings();
        int runs = settings.resumed;
        long until = micros() + settings.resumeAfterSeconds * 1_000_000L;
        try (ContestantProcess node = bench.start(Program.application("workflows"), database,
                List.of("nap.steps=" + STEPS, "nap.until=" + until, "quarkus.activities.workflows.cache-size=0"), "naps")) {
            node.run(runs);
            bench.results().add(RUNS_PER_SECOND, runs / secondsUntilAllAreAwake(settings, database, until));
        }
    }

    static double secondsUntilAllAreAwake(Settings settings, Database database, long until)
            throws SQLException, InterruptedException {
        long left = until - micros();
        if (left <= 0) {
            throw new IllegalStateException("The workflows were due before all of them slept, "
                    + "see benchmarks.resume.after.seconds");
        }
        Thread.sleep(left / 1_000);
        Waits.await(settings, () -> database.number("SELECT count(*) FROM workflow_execution WHERE ready_at <= now()"
                + " OR state <> 0") == 0);
        return (micros() - until) / 1e6;
    }

    static long micros() {
        return System.currentTimeMillis() * 1_000;
    }
}
