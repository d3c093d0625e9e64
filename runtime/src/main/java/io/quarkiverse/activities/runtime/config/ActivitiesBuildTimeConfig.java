package io.quarkiverse.activities.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The configuration that is fixed when the application is built. */
@ConfigMapping(prefix = "quarkus.activities")
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
public interface ActivitiesBuildTimeConfig {

    /**
     * The persistence unit that holds the tables of the activities. A start can join the caller's transaction only on the
     * datasource of this persistence unit.
     */
    @WithDefault("<default>")
    String persistenceUnit();

    /** Metrics of the activities. */
    MetricsConfig metrics();

    /** Health checks of the activities. */
    HealthConfig health();

    /** Tracing of the activities. */
    TracingConfig tracing();

    /** Metrics of the activities, if the application has quarkus-micrometer. */
    interface MetricsConfig {

        /**
         * Whether the application publishes metrics of the activities. This requires the extension `quarkus-micrometer`.
         */
        @WithDefault("true")
        boolean enabled();
    }

    /** Tracing of the activities, if the application has quarkus-opentelemetry. */
    interface TracingConfig {

        /**
         * Whether starts, attempts and ends of activities create spans. This requires the extension `quarkus-opentelemetry`. If
         * it is disabled, the trace context of the caller is still passed to the attempts.
         */
        @WithDefault("true")
        boolean enabled();
    }

    /** Health checks of the activities, if the application has quarkus-smallrye-health. */
    interface HealthConfig {

        /**
         * Whether the application has readiness and liveness checks of the activities. This requires the extension
         * `quarkus-smallrye-health`.
         */
        @WithDefault("true")
        boolean enabled();
    }
}
