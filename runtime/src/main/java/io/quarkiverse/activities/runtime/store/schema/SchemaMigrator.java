package io.quarkiverse.activities.runtime.store.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
    private static final int MISSING = 0;
    // Any number that no other application is likely to lock
    public static final long LOCK = 0x41637469766974L;
    private static final Object IN_THIS_PROCESS = new Object();
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 100;
    /** How long to wait for sessions that use the tables, and for another node that migrates them. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long BUSY_PAUSE_MILLIS = 500;
    /** Whoever waits behind a migration waits longer than the migration does, so that none of their statements fails. */
    private static final int LOCK_TIMEOUT_MILLIS = Dialect.LOCK_TIMEOUT_MILLIS / 5;

    private final EngineConnections connections;
    private final PhysicalNames names;
    private final SchemaStrategy strategy;

    @Inject
    SchemaMigrator(EngineConnections connections, PhysicalNames names, ActivitiesRuntimeConfig config) {
        this.connections = connections;
        this.names = names;
        this.strategy = config.schema().strategy();
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
                migrateExclusively();
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

    /**
     * Migrates under a lock: on PostgreSQL an advisory lock, on an embedded H2 a lock of the process. All statements can be
     * repeated, so it does not matter if a migration ends halfway.
     */
    private void migrateExclusively() throws SQLException {
        if (connections.dialect().commitsDdl()) {
            synchronized (IN_THIS_PROCESS) {
                connections.inTransaction(connection -> {
                    if (!isUpToDate(connection)) {
                        createOrAlter(connection, version(connection));
                    }
                    return null;
                });
            }
            return;
        }
        try (Connection connection = connections.take()) {
            try {
                boolean upToDate = isUpToDate(connection);
                connection.commit();
                if (!upToDate) {
                    migrateUnderLock(connection);
                }
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void migrateUnderLock(Connection connection) throws SQLException {
        lock(connection, true);
        try {
            int version = version(connection);
            if (version < SchemaFile.LATEST) {
                createOrAlter(connection, version);
            }
            connection.commit();
        } finally {
            connection.rollback(); // a transaction that has failed cannot unlock
            lock(connection, false);
        }
    }

    private void createOrAlter(Connection connection, int version) throws SQLException {
        for (int next = version + 1; next <= SchemaFile.LATEST; next++) {
            List<String> indexes = new ArrayList<>();
            String last = null;
            try (Statement statement = connection.createStatement()) {
                limitLockWait(statement, LOCK_TIMEOUT_MILLIS);
                for (String line : SchemaFile.statements(connections.dialect(), next)) {
                    String sql = names.apply(line);
                    if (version != MISSING && !connections.dialect().commitsDdl() && IndexBuild.isFor(sql)) {
                        indexes.add(sql);
                        continue;
                    }
                    if (last != null) {
                        statement.execute(last);
                    }
                    last = sql;
                }
                limitLockWait(statement, Dialect.LOCK_TIMEOUT_MILLIS);
                if (!indexes.isEmpty()) {
                    connection.commit();
                    IndexBuild build = new IndexBuild(connection, connections.dialect());
                    for (String index : indexes) {
                        build.run(index);
                    }
                }
                // The new version, once everything else is there
                statement.execute(last);
            }
        }
        LOG.infof(version == MISSING ? "Created the tables of the activities (version %d) in %s"
                : "Migrated the tables of the activities to version %d in %s", SchemaFile.LATEST, connections.description());
    }

    private boolean isUpToDate(Connection connection) throws SQLException {
        int version = version(connection);
        refuseNewer(connection, version);
        return version >= SchemaFile.LATEST;
    }

    /** Locks or unlocks for as long as the connection is open. The lock outlives transactions. */
    private void lock(Connection connection, boolean take) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(take ? connections.dialect().lock(LOCK) : connections.dialect().unlock(LOCK));
        }
        connection.commit();
    }

    /** A rollback takes this back, except on H2, where nobody queues behind a migration anyway. */
    private void limitLockWait(Statement statement, int millis) throws SQLException {
        if (!connections.dialect().commitsDdl()) {
            statement.execute(connections.dialect().lockTimeout(millis));
        }
    }

    private void validate() {
        int version;
        try {
            version = connections.inTransaction(connection -> {
                int found = version(connection);
                refuseNewer(connection, found);
                return found;
            });
        } catch (SQLException e) {
            throw new IllegalStateException("Could not read the version of the tables of the activities in "
                    + connections.description() + ": " + e.getMessage(), e);
        }
        if (version < SchemaFile.LATEST) {
            throw new ConfigurationException((version == MISSING
                    ? "The tables of the activities are missing in " + connections.description() + ": there is no "
                            + names.of("activity_schema")
                    : "The tables of the activities are at version " + version + " in " + connections.description()
                            + ", and this release needs version " + SchemaFile.LATEST)
                    + ". Run " + SchemaFile.path(connections.dialect(), version + 1) + " and the files after it with Flyway or"
                    + " Liquibase, or set quarkus.activities.schema.strategy=migrate");
        }
    }

    /** Refuses tables of a later release, unless they say that this release can run on them, as during a rolling upgrade. */
    private void refuseNewer(Connection connection, int version) throws SQLException {
        if (version <= SchemaFile.LATEST) {
            return;
        }
        int compatibleFrom = number(connection, "compatible_from");
        if (compatibleFrom > SchemaFile.LATEST) {
            throw new ConfigurationException("The tables of the activities are at version " + version + " in "
                    + connections.description() + ", for releases whose version is at least " + compatibleFrom
                    + ", but the version of this release is " + SchemaFile.LATEST
                    + ". Use the release that created them, or a later one");
        }
        LOG.infof("The tables of the activities are at version %d in %s. This release, whose version is %d, can run on them",
                version, connections.description(), SchemaFile.LATEST);
    }

    private int version(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            return number(connection, "version");
        } catch (SQLException e) {
            if (!isMissing(e)) {
                throw e;
            }
            connection.rollback(before);
            return MISSING;
        }
    }

    private int number(Connection connection, String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement
                        .executeQuery(names.apply("SELECT " + column + " FROM activity_schema WHERE id = 1"))) {
            return row.next() ? row.getInt(1) : MISSING;
        }
    }

    /** {@return whether the table or its schema does not exist} */
    private static boolean isMissing(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.equals("42P01") || state.equals("3F000") || state.startsWith("42S0")
                || state.equals("90079"));
    }
}
