package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.Random;

/** Stops or crashes the database server and restarts it. */
public final class DatabaseRestarted implements Trouble {

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws Exception {
        if (random.nextBoolean()) {
            journal.note("The database server stops");
            fleet.server().stop();
        } else {
            journal.note("The database server crashes");
            fleet.server().crash();
        }
        fleet.pace().pass(random, Duration.ZERO, Fleet.LEASE.multipliedBy(2));
        fleet.server().start();
        journal.note("The database server is back");
    }
}
