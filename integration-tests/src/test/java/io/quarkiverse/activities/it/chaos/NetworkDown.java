package io.quarkiverse.activities.it.chaos;

import java.util.Random;

/** Cuts all nodes off from the database for longer than a lease. */
public final class NetworkDown implements Trouble {

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        boolean silently = random.nextBoolean();
        journal.note("The network is down" + (silently ? ", silently" : ""));
        fleet.network().interrupt(silently);
        try {
            fleet.pace().passLease(random);
        } finally {
            fleet.network().mend();
            journal.note("The network is up");
        }
    }
}
