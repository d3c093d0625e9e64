package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;
import io.quarkus.runtime.StartupEvent;

/** Deletes closed runs after the retention that {@code quarkus.activities.retention} sets, in small steps. */
@Singleton
public class RunRetentionRounds {

    /** Each run may have thousands of rows. */
    private static final int BATCH = 50;
    private static final long PERIOD_NANOS = 60_000_000_000L;
    /** How long a round may take, because leases and timeouts wait for it. */
    private static final long SHARE_NANOS = 200_000_000L;

    private final RunUpkeep upkeep;
    private final Maintenance maintenance;
    private final Duration retention;
    private long deletedAt = System.nanoTime();
    private boolean more;

    RunRetentionRounds(RunUpkeep upkeep, Maintenance maintenance, ActivitiesRuntimeConfig config) {
        this.upkeep = upkeep;
        this.maintenance = maintenance;
        retention = config.retention();
    }

    void start(@Observes StartupEvent event) {
        maintenance.afterEachRound(this::deleteIfTime);
    }

    private void deleteIfTime() {
        if (more || System.nanoTime() - deletedAt >= PERIOD_NANOS) {
            deleteOld();
        }
    }

    /** Deletes what is old enough, for as long as one round may take. */
    public void deleteOld() {
        deletedAt = System.nanoTime();
        do {
            more = upkeep.deleteClosedBefore(retention, BATCH) == BATCH;
        } while (more && System.nanoTime() - deletedAt < SHARE_NANOS);
    }
}
