package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.Random;

/** How long troubles last, and how far apart they are: the short run of each build has every trouble, but short ones. */
enum Pace {

    /** Executions are paused after two lost attempts in a row, because a loss takes as long as a lease and a restart. */
    SHORT(0.25, 2),
    LONG(1, 5);

    private static final Duration SHORTEST_LONG_RUN = Duration.ofMinutes(3);

    private final double share;
    private final int maximumLostAttempts;

    Pace(double share, int maximumLostAttempts) {
        this.share = share;
        this.maximumLostAttempts = maximumLostAttempts;
    }

    static Pace of(Duration run) {
        return run.compareTo(SHORTEST_LONG_RUN) < 0 ? SHORT : LONG;
    }

    int maximumLostAttempts() {
        return maximumLostAttempts;
    }

    /** {@return a random time in this range; the short run uses the lower quarter of the range} */
    Duration time(Random random, Duration least, Duration most) {
        return least.plusMillis(random.nextLong((long) (share * most.minus(least).toMillis())));
    }

    /** Waits for a random time. */
    void pass(Random random, Duration least, Duration most) throws InterruptedException {
        Thread.sleep(time(random, least, most).toMillis());
    }

    /** Waits for a random time after which other nodes declare a silent node lost. */
    void passLease(Random random) throws InterruptedException {
        pass(random, Fleet.LEASE.plusSeconds(2), Fleet.LEASE.plusSeconds(5));
    }
}
