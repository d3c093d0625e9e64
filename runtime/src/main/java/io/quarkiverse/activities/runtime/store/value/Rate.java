package io.quarkiverse.activities.runtime.store.value;

/**
 * A rate limit as a bucket that holds the tokens of one second, at least one, and is filled evenly. All it has to remember is
 * one moment: from when on the next token may be taken. The further that lies back, the fuller the bucket. Moments are counted
 * in microseconds from anywhere.
 *
 * @param perSecond how many tokens a second, more than zero
 */
public record Rate(double perSecond) {

    private static final double LOWEST = 1e-6;
    private static final double HIGHEST = 1e6;

    /** Beyond these bounds the moments would not fit into a timestamp, or be the same microsecond. */
    public Rate {
        perSecond = Math.min(Math.max(perSecond, LOWEST), HIGHEST);
    }

    /** {@return how many tokens there are now} */
    public long tokens(long nextAt, long now) {
        long next = plausible(nextAt, now);
        return next > now ? 0 : (long) Math.min(burst(), Math.floor((now - next) / interval()) + 1);
    }

    /** {@return from when on the next token may be taken, when so many of those that there are now have been taken} */
    public long after(long nextAt, long now, long taken) {
        return (long) Math.ceil(plausible(nextAt, now) + taken * interval());
    }

    /** {@return the same moment when so many tokens are put back} */
    public long putBack(long nextAt, long tokens) {
        return (long) Math.floor(nextAt - tokens * interval());
    }

    /** The bucket holds no more than its burst; and it is never further off than one token, but when rate or clock changed. */
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
