package io.quarkiverse.activities.runtime.store.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig.SchemaStrategy;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections;
import io.quarkiverse.activities.runtime.store.jdbc.Pause;
import io.quarkiverse.activities.runtime.store.jdbc.SqlErrors;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Migrates our tables, or fails the start if they are missing. It never touches other tables and never drops one. */
@Singleton
public class SchemaMigrator {

    private static final Logger LOG = Logger.getLogger(SchemaMigrator.class);
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 100;
    /** How long to wait for sessions that use the tables, and for another node that migrates them. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long BUSY_PAUSE_MILLIS = 500;

    private final EngineConnections connections;
    private final PhysicalNames names;
    private final SchemaStrategy strategy;
    private final Migration migration;

    @Inject
    SchemaMigrator(EngineConnections connections, PhysicalNames names, ActivitiesRuntimeConfig config) {
        this.connections = connections;
        this.names = names;
        this.strategy = config.schema().strategy();
        migration = new Migration(connections, names);
    }

    /**
     * Migrates or validates the schema, as {@code quarkus.activities.schema.strategy} says.
     *
     * @throws ConfigurationException if the tables are too new, or if they are not up to date and must not be migrated
     * @throws IllegalStateException if the database cannot be reached or rejects the statements
     */
    public void run() {
        if (strategy == SchemaStrategy.NONE || !connections.isActive()) {
            return;
        }
        checkReachable();
        if (strategy == SchemaStrategy.MIGRATE) {
            migrate();
        } else {
            validate();
        }
    }

    /** {@return a statement that takes or releases the lock of a migration; null if the database has no such locks} */
    public static String lockSql(Dialect dialect, boolean take) {
        return Migration.lockSql(dialect, take);
    }

    private void checkReachable() {
        try (Connection connection = connections.take()) {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("The activities engine cannot reach the database of " + connections.description()
                    + ": " + e.getMessage() + ". Check that the database is running and that the datasource is configured", e);
        }
    }

    private void migrate() {
        SQLException last = null;
        long begun = System.nanoTime();
        for (int attempt = 0; attempt < ATTEMPTS;) {
            try {
                migration.run();
                return;
            } catch (SQLException e) {
                if (SqlErrors.isBusy(e) && System.nanoTime() - begun < PATIENCE.toNanos()) {
                    // Does not queue for the lock: all others who use the tables would have to wait behind it
                    LOG.infof("Waiting until no other session uses the tables of the activities in %s, to migrate them: %s",
                            connections.description(), e.getMessage());
                    Pause.millis(BUSY_PAUSE_MILLIS);
                    continue;
                }
                attempt++;
                // H2 commits after each DDL statement, so it cannot hold a lock during a migration, and a table that it alters
                // does not exist for a moment. If another process migrates at the same time, start over where it has got to
                LOG.debugf(e, "Attempt %d to migrate the tables of the activities failed", attempt);
                last = e;
                if (!connections.dialect().commitsDdl()) {
                    break;
                }
                Pause.millis(PAUSE_MILLIS);
            }
        }
        throw new IllegalStateException("The tables of the activities could not be created in " + connections.description()
                + ": " + last.getMessage() + ". Either let the datasource's user create tables, or run "
                + SchemaFile.path(connections.dialect(), SchemaFile.LATEST) + " yourself (it is also a Flyway and a Liquibase"
                + " file) and set quarkus.activities.schema.strategy=validate", last);
    }

    private void validate() {
        int version;
        try {
            version = connections.inTransaction(migration::checkedVersion);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not read the version of the tables of the activities in "
                    + connections.description() + ": " + e.getMessage(), e);
        }
        if (version < SchemaFile.LATEST) {
            throw new ConfigurationException((version == Migration.MISSING
                    ? "The tables of the activities are missing in " + connections.description() + ": there is no "
                            + names.of("activity_schema")
                    : "The tables of the activities are at version " + version + " in " + connections.description()
                            + ", and this release needs version " + SchemaFile.LATEST)
                    + ". Run " + SchemaFile.path(connections.dialect(), version + 1) + " and the files after it with Flyway or"
                    + " Liquibase, or set quarkus.activities.schema.strategy=migrate");
        }
    }
}
