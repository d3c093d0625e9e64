package io.quarkiverse.activities.runtime.node;

import java.util.function.BooleanSupplier;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

/** A database that is away for a while is ridden out: logged once when it goes and once when it is back. */
@Singleton
public class DatabaseOutage {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long PAUSE_MILLIS = 500;

    private volatile long since;
    private volatile long count;

    /** Says so once. */
    public void noticed(Exception e) {
        if (since == 0) {
            synchronized (this) {
                if (since == 0) {
                    since = System.nanoTime() | 1;
                    count++;
                    LOG.warnf("Activities stand still: %s. Trying again until the database is back", e.getMessage());
                }
            }
        }
    }

    /** Says once that it is over, if there was one. */
    public void over() {
        if (since != 0) {
            synchronized (this) {
                if (since != 0) {
                    LOG.infof("Activities go on: the database is back after %d s", (System.nanoTime() - since) / 1_000_000_000);
                    since = 0;
                }
            }
        }
    }

    /** {@return how often the database was away} */
    public long count() {
        return count;
    }

    /** {@return whether the database is away} */
    public boolean isOn() {
        return since != 0;
    }

    public void pauseBriefly() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits before the next try. {@return false if there shall be none} */
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
