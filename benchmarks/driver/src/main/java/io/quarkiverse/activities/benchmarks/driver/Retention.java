package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the effect of retention that deletes at full speed. */
final class Retention extends Curve {

    Retention() {
        super("flat.retention");
    }

    @Override
    double with(Bench bench) throws Exception {
        Database database = bench.newDatabase();
        try (ContestantProcess node = bench.node(database, List.of(), "startAll")) {
            WarmRun.warmUp(bench, database, node, bench.settings().activities);
            RowCopies expired = RowCopies.closed("40 days", "0.1 seconds");
            expired.create(database, bench.settings().retentionRows);
            bench.settle(database);
            Waits.await(bench.settings(), () -> database.number(count(expired.firstExists())) == 0);
            double rate = WarmRun.again(bench, database, node, bench.settings().activities).rate();
            if (database.number(count("EXISTS (SELECT 1 FROM activity_execution_closed WHERE closed_at < now() - interval"
                    + " '30 days')")) == 0) {
                throw new IllegalStateException("Retention ran out of rows to delete before the run ended: set"
                        + " benchmarks.retention.rows to more than " + bench.settings().retentionRows);
            }
            return rate;
        }
    }

    private static String count(String condition) {
        return "SELECT (" + condition + ")::int";
    }
}
