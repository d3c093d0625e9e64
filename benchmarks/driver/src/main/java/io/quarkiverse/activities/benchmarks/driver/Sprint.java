package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;

/** One measured run of a contestant that is warm. */
record Sprint(int activities, Ran ran, Usage usage) {

    static Sprint of(Bench bench, Database database, ContestantProcess contestant, int activities)
            throws IOException, SQLException {
        warmUp(bench, database, contestant, activities);
        return again(bench, database, contestant, activities);
    }

    /** Has a contestant do such runs until it is warm. */
    static void warmUp(Bench bench, Database database, ContestantProcess contestant, int activities)
            throws IOException, SQLException {
        Patience.spend(bench.settings().warmUpSeconds, () -> contestant.run(activities));
        bench.server().settle(database);
    }

    /** Without a warm-up. */
    static Sprint again(Bench bench, Database database, ContestantProcess contestant, int activities)
            throws IOException, SQLException {
        Usage before = Usage.upToNow(bench.server(), database, contestant);
        Ran ran = contestant.run(activities);
        return new Sprint(activities, ran, Usage.upToNow(bench.server(), database, contestant).since(before));
    }

    /** {@return activities a second} */
    double rate() {
        return activities / ran.seconds();
    }
}
