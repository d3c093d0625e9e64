package io.quarkiverse.activities.runtime.observe;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.worker.Worker;

/**
 * Produces the health checks of this node. The checks themselves do not implement {@code HealthCheck}, because the build of an
 * application without SmallRye Health would warn that this interface is missing.
 */
@Singleton
public class HealthChecks {

    @Produces
    @Readiness
    @Singleton
    HealthCheck readiness(Worker worker, Maintenance maintenance, DatabaseOutage outage, EngineStatistics statistics,
            ActivitiesRuntimeConfig config) {
        return new ReadinessCheck(worker, maintenance, outage, statistics, config.health().stalledAfter())::call;
    }

    @Produces
    @Liveness
    @Singleton
    HealthCheck liveness(Worker worker, Maintenance maintenance, EngineThreads threads, ActivitiesRuntimeConfig config) {
        return new LivenessCheck(worker, maintenance, threads, config.health().stalledAfter())::call;
    }
}
