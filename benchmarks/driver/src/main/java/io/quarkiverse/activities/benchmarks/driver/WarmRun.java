package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;

/** A measured run of a contestant that is warmed up. */
record WarmRun(int activities, RunResult result, Usage usage) {

    static WarmRun of(Bench bench, Database database, ContestantProcess contestant, int activities)
            throws IOException, SQLException {
        warmUp(bench, database, contestant, activities);
        return again(bench, database, contestant, activities);
    }

    /** Repeats the run for the warm-up time. */
    static void warmUp(Bench bench, Database database, ContestantProcess contestant, int activities)
            throws IOException, SQLException {
        Waits.repeat(bench.settings().warmUpSeconds, () -> contestant.run(activities));
        bench.server().settle(database);
    }

    /** Measures a run without another warm-up. */
    static WarmRun again(Bench bench, Database database, ContestantProcess contestant, int activities)
            throws IOException, SQLException {
        Usage before = Usage.upToNow(bench.server(), database, contestant);
        RunResult result = contestant.run(activities);
        return new WarmRun(activities, result, Usage.upToNow(bench.server(), database, contestant).since(before));
    }

    /** {@return the throughput in activities per second} */
    double rate() {
        return activities / result.seconds();
    }
}
