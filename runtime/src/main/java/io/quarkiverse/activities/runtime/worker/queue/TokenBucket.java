package io.quarkiverse.activities.runtime.worker.queue;

import io.quarkiverse.activities.runtime.store.value.Rate;

/** The rate limit of one queue on this node, by the clock of the process. Not thread-safe. */
final class TokenBucket {

    private static final long SECOND_MICROS = 1_000_000;

    private final Rate rate;
    private long nextAt;

    TokenBucket(double perSecond, long nanoTime) {
        rate = new Rate(perSecond);
        nextAt = nanoTime / 1_000 - SECOND_MICROS;
    }

    /** Takes tokens, as many as there are. {@return how many} */
    int take(int wanted, long nanoTime) {
        long now = nanoTime / 1_000;
        int taken = (int) Math.min(wanted, rate.tokens(nextAt, now));
        nextAt = rate.after(nextAt, now, taken);
        return taken;
    }

    void putBack(int tokens) {
        nextAt = rate.putBack(nextAt, tokens);
    }

    /** {@return from when on a token may be taken, as {@link System#nanoTime} has it} */
    long nextAtNanos() {
        return nextAt * 1_000;
    }
}
