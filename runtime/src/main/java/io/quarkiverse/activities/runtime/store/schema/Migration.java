package io.quarkiverse.activities.runtime.store.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Brings the tables to the latest version, once. */
final class Migration {

    static final int MISSING = 0;
    private static final Logger LOG = Logger.getLogger(Migration.class);
    // Any number that no other application is likely to lock
    private static final long LOCK = 0x41637469766974L;
    private static final Object IN_THIS_PROCESS = new Object();
    /** Statements that wait behind a migration wait longer than the migration does, so that none of them fails. */
    private static final int LOCK_TIMEOUT_MILLIS = Dialect.LOCK_TIMEOUT_MILLIS / 5;

    private final EngineConnections connections;
    private final PhysicalNames names;

    Migration(EngineConnections connections, PhysicalNames names) {
        this.connections = connections;
        this.names = names;
    }

    /** {@return a statement that takes or releases the lock of a migration, or null if there is none} */
    static String lockSql(Dialect dialect, boolean take) {
        return take ? dialect.lock(LOCK) : dialect.unlock(LOCK);
    }

    /**
     * Migrates under a lock: on PostgreSQL an advisory lock, on an embedded H2 a lock of the process. All statements can be
     * repeated, so it does not matter if a migration ends halfway.
     */
    void run() throws SQLException {
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
        return checkedVersion(connection) >= SchemaFile.LATEST;
    }

    /**
     * {@return the version of the tables, or {@link #MISSING}}
     *
     * @throws ConfigurationException if it is too new
     */
    int checkedVersion(Connection connection) throws SQLException {
        int version = version(connection);
        refuseNewer(connection, version);
        return version;
    }

    /** Locks or unlocks for as long as the connection is open. The lock outlives transactions. */
    private void lock(Connection connection, boolean take) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(lockSql(connections.dialect(), take));
        }
        connection.commit();
    }

    /** A rollback takes this back, except on H2, where nobody queues behind a migration anyway. */
    private void limitLockWait(Statement statement, int millis) throws SQLException {
        if (!connections.dialect().commitsDdl()) {
            statement.execute(connections.dialect().lockTimeout(millis));
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
