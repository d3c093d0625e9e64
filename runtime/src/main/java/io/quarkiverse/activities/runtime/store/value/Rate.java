package io.quarkiverse.activities.runtime.store.value;

/**
 * A rate limit, as a token bucket. The bucket holds the tokens of one second, at least one, and fills evenly. Its only state is
 * the time at which the next token becomes available. The further this time is in the past, the fuller the bucket. Times are in
 * microseconds, from any origin.
 *
 * @param perSecond tokens per second, more than zero
 */
public record Rate(double perSecond) {

    private static final double LOWEST = 1e-6;
    private static final double HIGHEST = 1e6;

    /** Limits the rate to bounds: beyond them, times would not fit into a timestamp or would share one microsecond. */
    public Rate {
        perSecond = Math.min(Math.max(perSecond, LOWEST), HIGHEST);
    }

    /** {@return how many tokens are available now} */
    public long tokens(long nextAt, long now) {
        long next = plausible(nextAt, now);
        return next > now ? 0 : (long) Math.min(burst(), Math.floor((now - next) / interval()) + 1);
    }

    /** {@return when the next token becomes available after {@code taken} of the current tokens have been taken} */
    public long after(long nextAt, long now, long taken) {
        return (long) Math.ceil(plausible(nextAt, now) + taken * interval());
    }

    /** {@return when the next token becomes available after {@code tokens} have been put back} */
    public long putBack(long nextAt, long tokens) {
        return (long) Math.floor(nextAt - tokens * interval());
    }

    /**
     * {@return {@code nextAt}, limited to the range between a full bucket and an empty one} The time can be too far in the past
     * because the bucket holds no more than its burst. It can be too far ahead only after the rate or the clock has changed.
     */
    private long plausible(long nextAt, long now) {
        long full = (long) Math.floor(now - (burst() - 1) * interval());
        long empty = (long) Math.ceil(now + interval());
        return Math.min(Math.max(nextAt, full), empty);
    }

    private double burst() {
        return Math.max(1, Math.ceil(perSecond));
    }

    private double interval() {
        return 1_000_000 / perSecond;
    }
}
