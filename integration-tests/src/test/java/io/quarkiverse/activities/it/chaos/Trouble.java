package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.Random;

/** Something bad that happens to nodes or to the database. */
interface Trouble {

    /** Lets it happen. When this returns it is over, and what follows from it may go on. */
    void happen(Fleet fleet, Random random, Journal journal) throws Exception;

    /** Lets a random time pass. */
    static void pass(Random random, Duration least, Duration most) throws InterruptedException {
        Thread.sleep(least.toMillis() + random.nextLong(most.minus(least).toMillis()));
    }

    /** Lets a random time pass after which a silent node is lost. */
    static void passLease(Random random) throws InterruptedException {
        pass(random, Fleet.LEASE.plusSeconds(2), Fleet.LEASE.plusSeconds(5));
    }
}
