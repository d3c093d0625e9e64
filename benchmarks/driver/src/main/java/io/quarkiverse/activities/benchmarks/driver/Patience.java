package io.quarkiverse.activities.benchmarks.driver;

import java.sql.SQLException;

/** Waiting for a condition, but not for ever. */
final class Patience {

    private static final long PAUSE_MILLIS = 50;

    private Patience() {
    }

    /** A condition that a database is asked for. */
    interface Condition {
        boolean holds() throws SQLException;
    }

    static void await(Settings settings, Condition condition) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begun > settings.patienceSeconds * 1_000_000_000L) {
                throw new IllegalStateException("Awaited in vain for " + settings.patienceSeconds + " s");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
