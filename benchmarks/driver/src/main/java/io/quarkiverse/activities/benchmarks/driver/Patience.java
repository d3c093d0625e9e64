package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;

/** Waiting for a condition, but not for ever, and working for a time. */
final class Patience {

    private static final long PAUSE_MILLIS = 50;

    private Patience() {
    }

    /** A condition that a database is asked for. */
    interface Condition {
        boolean holds() throws SQLException;
    }

    /** Something that is done again and again. */
    interface Work {
        void once() throws IOException;
    }

    /** Works until so many seconds have passed, and once at least. */
    static void spend(int seconds, Work work) throws IOException {
        long begun = System.nanoTime();
        do {
            work.once();
        } while (System.nanoTime() - begun < seconds * 1_000_000_000L);
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
