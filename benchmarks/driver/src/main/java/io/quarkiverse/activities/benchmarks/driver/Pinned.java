package io.quarkiverse.activities.benchmarks.driver;

import java.sql.Connection;
import java.sql.Statement;

/** Measures the effect of a transaction that is open for five runs, so that VACUUM keeps dead rows. The last run counts. */
final class Pinned extends Curve {

    private static final int RUNS = 5;

    Pinned(String figure, Program program, String workload) {
        super(figure, program, workload);
    }

    @Override
    double without(Bench bench) throws Exception {
        return lastRate(bench, bench.newDatabase(), false);
    }

    @Override
    double with(Bench bench) throws Exception {
        return lastRate(bench, bench.newDatabase(), true);
    }

    private double lastRate(Bench bench, Database database, boolean pinned) throws Exception {
        try (ContestantProcess node = start(bench, database);
                Connection session = database.connect();
                Statement statement = session.createStatement()) {
            WarmRun.warmUp(bench, database, node, bench.settings().activities);
            session.setAutoCommit(false);
            session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            if (pinned) {
                statement.execute("SELECT pg_current_xact_id()");
            }
            double rate = 0;
            for (int run = 0; run < RUNS; run++) {
                rate = WarmRun.again(bench, database, node, bench.settings().activities).rate();
            }
            session.rollback();
            return rate;
        }
    }
}
