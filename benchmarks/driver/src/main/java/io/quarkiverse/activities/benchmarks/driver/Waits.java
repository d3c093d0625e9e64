package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;

/** Waits for a condition with a timeout, or repeats work for a given time. */
final class Waits {

    private static final long PAUSE_MILLIS = 50;

    private Waits() {
    }

    /** A condition that is checked in a database. */
    interface Condition {
        boolean holds() throws SQLException;
    }

    /** Work that is repeated. */
    interface Work {
        void once() throws IOException;
    }

    /** Repeats the work until this number of seconds has passed, but at least once. */
    static void repeat(int seconds, Work work) throws IOException {
        long begun = System.nanoTime();
        do {
            work.once();
        } while (System.nanoTime() - begun < seconds * 1_000_000_000L);
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
