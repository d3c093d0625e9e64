package io.quarkiverse.activities.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is decided when the application is built. */
@ConfigMapping(prefix = "quarkus.activities")
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
public interface ActivitiesBuildTimeConfig {

    /**
     * The persistence unit that holds the tables of the activities. Its datasource is the one on which starting an activity can
     * join the caller's transaction.
     */
    @WithDefault("<default>")
    String persistenceUnit();

    /** Metrics. */
    MetricsConfig metrics();

    /** Health. */
    HealthConfig health();

    /** Tracing. */
    TracingConfig tracing();

    /** Metrics, where the application has quarkus-micrometer. */
    interface MetricsConfig {

        /**
         * Whether metrics of the activities are published.
         */
        @WithDefault("true")
        boolean enabled();
    }

    /** Tracing, where the application has quarkus-opentelemetry. */
    interface TracingConfig {

        /**
         * Whether starts, attempts and ends of activities have spans. The trace context of whoever starts an activity travels
         * to its attempts in any case.
         */
        @WithDefault("true")
        boolean enabled();
    }

    /** Health, where the application has quarkus-smallrye-health. */
    interface HealthConfig {

        /**
         * Whether the health checks of the activities are there.
         */
        @WithDefault("true")
        boolean enabled();
    }
}
