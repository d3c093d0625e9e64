package io.quarkiverse.activities.runtime.node;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

/**
 * Tracks whether the database can be reached, and logs when that changes. Each outage is logged once when it begins and once
 * when it ends. If the connection flaps, the outages that begin within {@value #QUIET_SECONDS} seconds of a logged one are
 * only counted; one that lasts longer than that is still logged.
 */
@Singleton
public class DatabaseOutage {

    static final int QUIET_SECONDS = 10;

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long PAUSE_MILLIS = 500;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final LongSupplier nanoTime;
    private volatile boolean on;
    private volatile long count;
    /** The number of outages that were not logged yet. */
    private volatile int unlogged;
    private long since;
    /** Whether the beginning of the current outage was logged. If so, its end is logged too. */
    private boolean logged;
    private long loggedAt;

    public DatabaseOutage() {
        this(System::nanoTime);
    }

    DatabaseOutage(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        loggedAt = nanoTime.getAsLong() - QUIET_SECONDS * NANOS_PER_SECOND;
    }

    /** Records that the database could not be reached. */
    public synchronized void noticed(Exception e) {
        if (!on) {
            on = true;
            count++;
            since = nanoTime.getAsLong();
            logged = false;
            unlogged++;
        }
        if (!logged && mayLog()) {
            int others = unlogged - 1;
            logging();
            logged = true;
            LOG.warnf("The database is unavailable, activities are stalled: %s. Retrying until it is back%s", e.getMessage(),
                    others == 0 ? "" : ". " + shortOutages(others));
        }
    }

    /**
     * Records that the database was reached.
     *
     * @param begun when the operation began, as {@link System#nanoTime}: one that began before the outage was noticed says
     *        nothing about its end
     */
    public void over(long begun) {
        if (on || unlogged != 0) {
            reached(begun);
        }
    }

    private synchronized void reached(long begun) {
        if (on) {
            if (begun - since < 0) {
                return;
            }
            on = false;
            if (logged) {
                LOG.infof("The database is available again after %d s, activities continue",
                        (nanoTime.getAsLong() - since) / NANOS_PER_SECOND);
                return;
            }
        }
        if (unlogged != 0 && mayLog()) {
            LOG.warn(shortOutages(unlogged));
            logging();
        }
    }

    private boolean mayLog() {
        return nanoTime.getAsLong() - loggedAt >= QUIET_SECONDS * NANOS_PER_SECOND;
    }

    private void logging() {
        loggedAt = nanoTime.getAsLong();
        unlogged = 0;
    }

    private static String shortOutages(int outages) {
        return "The database was unavailable for a moment " + outages + (outages == 1 ? " more time" : " more times")
                + " since the last message about it";
    }

    /** {@return how often the database became unavailable, logged or not} */
    public long count() {
        return count;
    }

    /** {@return whether the database is unavailable} */
    public boolean isOn() {
        return on;
    }

    /** Waits for 10 ms, or until the thread is interrupted. */
    public void pauseBriefly() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for half a second before the next try. Does not wait if there is to be none.
     *
     * @param stopped whether to stop trying
     * @return whether to try again; false if {@code stopped} says so or the thread was interrupted
     */
    public boolean pause(BooleanSupplier stopped) {
        if (stopped.getAsBoolean()) {
            return false;
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
