package io.quarkiverse.activities.runtime.observe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.store.value.StoreException;

/** Reads something from the database at intervals, so that scrapes and probes do not query it. */
public final class PeriodicRead<T> {

    private static final Logger LOG = Logger.getLogger(PeriodicRead.class);
    /** A slow read is repeated less often, so that reading takes at most a twentieth of the time. */
    private static final int COST_FACTOR = 20;

    private final Supplier<T> source;
    private final Executor threads;
    private final long intervalNanos;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile long nextRead = System.nanoTime();
    private volatile T latest;

    /** @param threads reads on one of these, because counting a long backlog must not delay the caller */
    public PeriodicRead(Supplier<T> source, Executor threads, Duration interval) {
        this.source = source;
        this.threads = threads;
        intervalNanos = interval.toNanos();
    }

    /** {@return what was read last, or null before the first read} */
    public T latest() {
        return latest;
    }

    public void afterEachRead(Runnable listener) {
        listeners.add(listener);
    }

    /** Begins to read, unless it is too early or a read is in progress. */
    public void readIfTime() {
        if (System.nanoTime() - nextRead >= 0 && reading.compareAndSet(false, true)) {
            threads.execute(this::read);
        }
    }

    private void read() {
        long begun = System.nanoTime();
        try {
            latest = source.get();
            listeners.forEach(Runnable::run);
        } catch (StoreException | IllegalStateException e) {
            LOG.debug("Could not read statistics: the database is unavailable, or this node is shut down", e);
        } finally {
            long end = System.nanoTime();
            nextRead = begun + Math.max(intervalNanos, COST_FACTOR * (end - begun));
            reading.set(false);
        }
    }
}
