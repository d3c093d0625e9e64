package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.Random;

/** How long troubles last, and how far apart they are: the short run of each build has every trouble, but short ones. */
public enum Pace {

    /**
     * Executions are paused after two lost attempts in a row, because a loss takes as long as a lease and a restart. A server
     * that vanishes is noticed early.
     */
    SHORT(0.05, 2, 8),
    /** As by default. */
    LONG(1, 5, 15);

    private static final Duration SHORTEST_LONG_RUN = Duration.ofMinutes(3);

    private final double share;
    private final int maximumLostAttempts;
    private final int socketTimeoutSeconds;

    Pace(double share, int maximumLostAttempts, int socketTimeoutSeconds) {
        this.share = share;
        this.maximumLostAttempts = maximumLostAttempts;
        this.socketTimeoutSeconds = socketTimeoutSeconds;
    }

    public static Pace of(Duration run) {
        return run.compareTo(SHORTEST_LONG_RUN) < 0 ? SHORT : LONG;
    }

    int maximumLostAttempts() {
        return maximumLostAttempts;
    }

    int socketTimeoutSeconds() {
        return socketTimeoutSeconds;
    }

    /** {@return a random time in this range; the short run uses its beginning} */
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
