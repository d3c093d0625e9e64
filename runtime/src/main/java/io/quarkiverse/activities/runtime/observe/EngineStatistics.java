package io.quarkiverse.activities.runtime.observe;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics;
import io.quarkus.runtime.StartupEvent;

/** Reads statistics from the database at intervals, so that scrapes and probes do not query it. */
@Singleton
public class EngineStatistics {

    private final Maintenance maintenance;
    private final PeriodicRead<StoreStatistics> read;

    EngineStatistics(ActivityStore store, Maintenance maintenance, Callbacks callbacks, ActivitiesRuntimeConfig config) {
        this.maintenance = maintenance;
        read = new PeriodicRead<>(store::statistics, callbacks, config.statistics().interval());
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER - 1) StartupEvent event) {
        maintenance.afterEachRound(read::readIfTime);
    }

    /** {@return the latest statistics, or null before the first read} */
    StoreStatistics latest() {
        return read.latest();
    }

    void afterEachRead(Runnable listener) {
        read.afterEachRead(listener);
    }
}
