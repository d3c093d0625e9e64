package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.Random;

/** Lets all sessions read but not write for a while, as a server does that is no longer the primary. */
final class DatabaseReadOnly implements Trouble {

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        journal.note("The database is read-only");
        fleet.database().readOnly(true);
        Trouble.pass(random, Duration.ofSeconds(1), Fleet.LEASE.multipliedBy(2));
        fleet.database().readOnly(false);
        journal.note("The database can be written to again");
    }
}
