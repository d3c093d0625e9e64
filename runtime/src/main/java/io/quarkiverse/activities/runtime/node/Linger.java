package io.quarkiverse.activities.runtime.node;

/**
 * Decides how long a batcher waits for more requests before it writes a batch. A statement costs about the same for one row as
 * for twenty, so at half load a short wait saves processor time, and with it latency.
 * <p>
 * It waits only while requests arrive densely: at least {@value #DENSE} of them while one batch is written. It never waits
 * longer than {@value #LONGEST_NANOS} ns, never for more than {@value #ENOUGH} requests, and not once everybody who could add
 * a request waits for an answer. It learns the latter from waits that brought nothing.
 * <p>
 * Not safe for use by several threads. Reads no clock.
 */
final class Linger {

    static final int DENSE = 4;
    static final int ENOUGH = 64;
    static final long LONGEST_NANOS = 3_000_000;

    /** The arrival rate is an average over about this time, so that nothing lingers after a pause. */
    private static final double MEMORY_NANOS = 50_000_000;
    private static final double WEIGHT_OF_ONE_FLUSH = 0.2;
    /** After this many batches it waits once more to find out whether there are more callers by now. */
    private static final int LEARN_AGAIN = 32;
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private double arrivalsPerNano;
    private double flushNanos;
    private long lastArrived;
    private long lastTime;
    private int everybody = UNKNOWN;
    private int batchesSinceLearnt;

    /** @param now the current time in nanoseconds, as in all other methods */
    Linger(long now) {
        lastTime = now;
    }

    /** Records how long a batch took to write. */
    void flushed(long nanos) {
        flushNanos += WEIGHT_OF_ONE_FLUSH * (nanos - flushNanos);
    }

    /** Records how many requests have arrived in total. */
    void arrived(long total, long now) {
        long elapsed = now - lastTime;
        if (elapsed <= 0) {
            return;
        }
        double weight = 1 - Math.exp(-elapsed / MEMORY_NANOS);
        arrivalsPerNano += weight * ((double) (total - lastArrived) / elapsed - arrivalsPerNano);
        lastArrived = total;
        lastTime = now;
    }

    /** {@return how long to wait for more requests, unless {@link #enough} of them wait before; 0 to write them now} */
    long nanos(int waiting) {
        boolean dense = arrivalsPerNano * flushNanos >= DENSE;
        if (!dense || waiting >= enough()) {
            return 0;
        }
        return Math.min(LONGEST_NANOS, (long) (2 * flushNanos));
    }

    /** {@return how many waiting requests are worth no further wait} */
    int enough() {
        return Math.min(ENOUGH, everybody);
    }

    /**
     * Records that a wait is over.
     *
     * @param inTime whether enough requests arrived before its end
     * @param halfway how many requests waited after half of the time, at least
     * @param end how many wait now
     */
    void waited(boolean inTime, int halfway, int end) {
        if (!inTime) {
            everybody = halfway == end ? end : UNKNOWN;
            batchesSinceLearnt = 0;
        }
    }

    /** Records that a batch is about to be written. */
    void writing() {
        if (everybody != UNKNOWN && ++batchesSinceLearnt >= LEARN_AGAIN) {
            everybody = UNKNOWN;
        }
    }
}
