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
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Looks at the tables now and then, so that no scrape and no probe has to ask the database.
 */
@Singleton
public class EngineStatistics {

    private static final Logger LOG = Logger.getLogger(EngineStatistics.class);
    /** A look that takes long is taken less often: it takes at most a twentieth of the time. */
    private static final int COST_FACTOR = 20;

    private final ActivityStore store;
    private final Maintenance maintenance;
    private final long intervalNanos;
    private final List<Runnable> readers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long nextLook = System.nanoTime();
    private volatile StoreStatistics latest;

    EngineStatistics(ActivityStore store, Maintenance maintenance, ActivitiesRuntimeConfig config) {
        this.store = store;
        this.maintenance = maintenance;
        intervalNanos = config.statistics().interval().toNanos();
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER - 1) StartupEvent event) {
        maintenance.afterEachRound(this::tick);
    }

    /** {@return what was seen last, or null before the first look} */
    StoreStatistics latest() {
        return latest;
    }

    void afterEachLook(Runnable reader) {
        readers.add(reader);
    }

    private void tick() {
        // Not on the thread of the maintenance: counting a long backlog must not hold up what is due
        if (System.nanoTime() - nextLook >= 0 && looking.compareAndSet(false, true)) {
            Infrastructure.getDefaultWorkerPool().execute(this::look);
        }
    }

    private void look() {
        long begun = System.nanoTime();
        try {
            latest = store.statistics();
            readers.forEach(Runnable::run);
        } catch (StoreException | IllegalStateException e) {
            LOG.debug("No look at the tables this time: the database is away, or this node is shut down", e);
        } finally {
            long end = System.nanoTime();
            nextLook = begun + Math.max(intervalNanos, COST_FACTOR * (end - begun));
            looking.set(false);
        }
    }
}
