package io.quarkiverse.activities.runtime.worker.queue;

import io.quarkiverse.activities.runtime.store.value.Rate;

/** The rate limit of one queue on this node, timed by the clock of the process. Not thread-safe. */
final class TokenBucket {

    private static final long SECOND_MICROS = 1_000_000;

    private final Rate rate;
    private long nextAt;

    TokenBucket(double perSecond, long nanoTime) {
        rate = new Rate(perSecond);
        nextAt = nanoTime / 1_000 - SECOND_MICROS;
    }

    /**
     * Takes up to {@code wanted} tokens.
     *
     * @return how many were taken
     */
    int take(int wanted, long nanoTime) {
        long now = nanoTime / 1_000;
        int taken = (int) Math.min(wanted, rate.tokens(nextAt, now));
        nextAt = rate.after(nextAt, now, taken);
        return taken;
    }

    void putBack(int tokens) {
        nextAt = rate.putBack(nextAt, tokens);
    }

    /** {@return when the next token becomes available, as {@link System#nanoTime}} */
    long nextAtNanos() {
        return nextAt * 1_000;
    }
}
