package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Retention that deletes as fast as it can. */
final class Retention extends Curve {

    Retention() {
        super("flat.retention");
    }

    @Override
    double with(Bench bench) throws Exception {
        Database database = bench.newDatabase();
        try (ContestantProcess node = bench.node(database, List.of(), "startAll")) {
            Sprint.warmUp(bench, database, node, bench.settings().activities);
            Copies expired = Copies.closed("40 days", "0.1 seconds");
            expired.create(database, bench.settings().retentionRows);
            bench.server().settle(database);
            Patience.await(bench.settings(), () -> database.number(count(expired.firstIsThere())) == 0);
            double rate = Sprint.again(bench, database, node, bench.settings().activities).rate();
            if (database.number(count("EXISTS (SELECT 1 FROM activity_execution_closed WHERE closed_at < now() - interval"
                    + " '30 days')")) == 0) {
                throw new IllegalStateException("Retention had nothing more to delete before the run was over: set"
                        + " benchmarks.retention.rows to more than " + bench.settings().retentionRows);
            }
            return rate;
        }
    }

    private static String count(String condition) {
        return "SELECT (" + condition + ")::int";
    }
}
