package io.quarkiverse.activities.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator can tune at run time. */
@ConfigMapping(prefix = "quarkus.activities")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface ActivitiesRuntimeConfig {

    /** The tables of the activities. */
    SchemaConfig schema();

    /**
     * How many database connections the engine keeps for itself, beside the application's own pool. They are opened when they
     * are needed. On PostgreSQL there is one more, which listens for notifications.
     */
    @WithDefault("3")
    int connections();

    /** How the tables come into being. */
    interface SchemaConfig {

        /**
         * What is done about the tables of the activities at start-up. {@code migrate} creates them and brings them up to date;
         * {@code validate} refuses to start unless they are up to date, for those who run the shipped Flyway or Liquibase files
         * themselves; {@code none} neither creates nor checks them.
         */
        @WithDefault("migrate")
        SchemaStrategy strategy();
    }

    /** What is done about the tables at start-up. */
    enum SchemaStrategy {
        /** Create the tables, or bring them up to date. */
        MIGRATE,
        /** Refuse to start unless the tables are up to date. */
        VALIDATE,
        /** Do nothing. */
        NONE
    }
}
