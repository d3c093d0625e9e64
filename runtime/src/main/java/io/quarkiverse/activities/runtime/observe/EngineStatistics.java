package io.quarkiverse.activities.runtime.observe;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics;
import io.quarkus.runtime.StartupEvent;

/** Reads statistics from the database at intervals, so that scrapes and probes do not query it. */
@Singleton
public class EngineStatistics {

    private static final Logger LOG = Logger.getLogger(EngineStatistics.class);
    /** A slow read is repeated less often, so that reading takes at most a twentieth of the time. */
    private static final int COST_FACTOR = 20;

    private final ActivityStore store;
    private final Maintenance maintenance;
    private final Callbacks callbacks;
    private final long intervalNanos;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile long nextRead = System.nanoTime();
    private volatile StoreStatistics latest;

    EngineStatistics(ActivityStore store, Maintenance maintenance, Callbacks callbacks, ActivitiesRuntimeConfig config) {
        this.callbacks = callbacks;
        this.store = store;
        this.maintenance = maintenance;
        intervalNanos = config.statistics().interval().toNanos();
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER - 1) StartupEvent event) {
        maintenance.afterEachRound(this::tick);
    }

    /** {@return the latest statistics, or null before the first read} */
    StoreStatistics latest() {
        return latest;
    }

    void afterEachRead(Runnable listener) {
        listeners.add(listener);
    }

    private void tick() {
        // Not on the maintenance thread: counting a long backlog must not delay timeouts
        if (System.nanoTime() - nextRead >= 0 && reading.compareAndSet(false, true)) {
            callbacks.execute(this::read);
        }
    }

    private void read() {
        long begun = System.nanoTime();
        try {
            latest = store.statistics();
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
