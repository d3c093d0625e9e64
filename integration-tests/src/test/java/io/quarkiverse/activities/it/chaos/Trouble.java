package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.Random;

/** A failure that is injected into nodes or the database. */
interface Trouble {

    /** Injects the failure. It is over when this method returns, but its consequences may continue. */
    void happen(Fleet fleet, Random random, Journal journal) throws Exception;

    /** Waits for a random time. */
    static void pass(Random random, Duration least, Duration most) throws InterruptedException {
        Thread.sleep(least.toMillis() + random.nextLong(most.minus(least).toMillis()));
    }

    /** Waits for a random time after which other nodes declare a silent node lost. */
    static void passLease(Random random) throws InterruptedException {
        pass(random, Fleet.LEASE.plusSeconds(2), Fleet.LEASE.plusSeconds(5));
    }
}
