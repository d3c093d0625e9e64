package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.Random;

/** Terminates all connections with pg_terminate_backend several times. New connections are accepted. */
public final class ConnectionsCut implements Trouble {

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        int times = 1 + random.nextInt(10);
        journal.note("All connections are cut " + times + " times");
        for (int i = 0; i < times; i++) {
            fleet.database().cutConnections();
            fleet.pace().pass(random, Duration.ZERO, Duration.ofMillis(500));
        }
    }
}
