package io.quarkiverse.activities.workflow.runtime.observe;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.observe.PeriodicRead;
import io.quarkiverse.activities.workflow.runtime.store.RunStatistics;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;
import io.quarkus.runtime.StartupEvent;

/** Counts the open runs at intervals, so that scrapes and probes do not. */
@Singleton
public class WorkflowStatistics {

    private final Maintenance maintenance;
    private final PeriodicRead<RunStatistics> read;

    WorkflowStatistics(RunUpkeep upkeep, Maintenance maintenance, Callbacks callbacks, ActivitiesRuntimeConfig config) {
        this.maintenance = maintenance;
        read = new PeriodicRead<>(upkeep::statistics, callbacks, config.statistics().interval());
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER - 1) StartupEvent event) {
        maintenance.afterEachRound(read::readIfTime);
    }

    /** {@return the latest statistics, or null before the first read} */
    RunStatistics latest() {
        return read.latest();
    }

    void afterEachRead(Runnable listener) {
        read.afterEachRead(listener);
    }
}
