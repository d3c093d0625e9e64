package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;

/**
 * A measured run of a contestant that is warmed up.
 *
 * @param warmUpSeconds how long it took to warm up
 */
record WarmRun(int activities, RunResult result, Usage usage, double warmUpSeconds) {

    static WarmRun of(Bench bench, Database database, ContestantProcess contestant, int activities) throws Exception {
        double warmUpSeconds = warmUp(bench, database, contestant, activities);
        return again(bench, database, contestant, activities, warmUpSeconds);
    }

    /**
     * Repeats the run until its rate is steady.
     *
     * @return the seconds that it took
     */
    static double warmUp(Bench bench, Database database, ContestantProcess contestant, int activities) throws Exception {
        double seconds = WarmUp.of(bench.settings()).untilRateIsSteady(activities,
                () -> contestant.run(activities).seconds());
        bench.settle(database);
        return seconds;
    }

    /** Measures a run without another warm-up. */
    static WarmRun again(Bench bench, Database database, ContestantProcess contestant, int activities)
            throws IOException, SQLException {
        return again(bench, database, contestant, activities, 0);
    }

    private static WarmRun again(Bench bench, Database database, ContestantProcess contestant, int activities,
            double warmUpSeconds) throws IOException, SQLException {
        Usage before = Usage.upToNow(bench.server(), database, contestant);
        RunResult result = contestant.run(activities);
        return new WarmRun(activities, result, Usage.upToNow(bench.server(), database, contestant).since(before),
                warmUpSeconds);
    }

    /** {@return the throughput in activities per second} */
    double rate() {
        return activities / result.seconds();
    }
}
