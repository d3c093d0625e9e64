package io.quarkiverse.activities.benchmarks.driver;

import java.sql.SQLException;

/** Waits for a condition with a timeout. */
final class Waits {

    private static final long PAUSE_MILLIS = 50;

    private Waits() {
    }

    /** A condition that is checked in a database. */
    interface Condition {
        boolean holds() throws SQLException;
    }

    static void await(Settings settings, Condition condition) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begun > settings.patienceSeconds * 1_000_000_000L) {
                throw new IllegalStateException("The condition did not hold within " + settings.patienceSeconds
                        + " s, see benchmarks.patience.seconds");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
