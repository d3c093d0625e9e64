package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.value.StoreException;

/**
 * Runs the transactions of the engine and of its callers, on connections of their own, and repeats those that fail with a
 * transient error such as a deadlock. None of them waits long for a lock.
 */
@Singleton
public class StoreTransactions {

    private static final int TRIES = 20;
    private static final int PROBE_MILLIS = 10;
    /** How long a caller waits in all for rows that another transaction has locked. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final EngineConnections connections;
    private final QueryLimit queries;
    private final String plannedAsUsual;

    StoreTransactions(EngineConnections connections, QueryLimit queries) {
        this.connections = connections;
        this.queries = queries;
        plannedAsUsual = connections.dialect().planAsUsual();
    }

    /**
     * Does work of the engine in a new transaction. Waits a quarter of a second for a row that another transaction has locked.
     *
     * @throws StoreException if the database rejects a statement, is busy, or cannot be reached
     */
    public <T> T run(EngineConnections.Work<T> work) {
        return repeat(work, connections::inTransaction);
    }

    /**
     * Finds out what is locked, in a transaction that changes nothing. Waits hardly at all for a lock.
     *
     * @throws StoreException if the database rejects a statement, is busy, or cannot be reached
     */
    public <T> T probe(EngineConnections.Work<T> work) {
        Dialect dialect = connections.dialect();
        return run(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(dialect.lockTimeout(PROBE_MILLIS));
                try {
                    return work.on(connection);
                } finally {
                    connection.rollback();
                    statement.execute(dialect.lockTimeout(Dialect.LOCK_TIMEOUT_MILLIS));
                }
            }
        });
    }

    /**
     * Does work for a caller in a new transaction, on a connection that the engine does not need. If another transaction has
     * locked a row, tries again for half a minute.
     *
     * @throws StoreException if the database rejects a statement, is busy for too long, or cannot be reached
     */
    public <T> T ask(EngineConnections.Work<T> work) {
        long begun = System.nanoTime();
        for (long pause = FIRST_PAUSE_MILLIS;; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            try {
                return repeat(work, connections::inTransactionOfCaller);
            } catch (StoreException e) {
                if (!e.isBusy() || System.nanoTime() - begun >= PATIENCE.toNanos() || !Pause.millis(pause)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Reads many rows for a caller, for example a list. Such queries are planned as usual, not as the statements of the engine
     * are, and some connections of callers are kept free of them.
     *
     * @throws StoreException if the database rejects the query, cannot be reached, or the query takes too long
     */
    public <T> T query(EngineConnections.Work<T> work) {
        return queries.within(() -> ask(connection -> {
            planAsUsual(connection);
            return work.on(connection);
        }));
    }

    private void planAsUsual(Connection connection) throws SQLException {
        if (plannedAsUsual != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(plannedAsUsual);
            }
        }
    }

    /** A way to do work in a transaction. */
    private interface InTransaction {
        <T> T does(EngineConnections.Work<T> work) throws SQLException;
    }

    private <T> T repeat(EngineConnections.Work<T> work, InTransaction transaction) {
        for (int i = 1;; i++) {
            try {
                return transaction.does(work);
            } catch (SQLException e) {
                if (i == TRIES || !SqlErrors.isTransient(e)) {
                    throw failed(e);
                }
            } catch (RuntimeException e) {
                SQLException cause = SqlErrors.in(e);
                if (cause == null) {
                    throw e;
                }
                if (i == TRIES || !SqlErrors.isTransient(cause)) {
                    throw failed(cause);
                }
            }
        }
    }

    private StoreException failed(SQLException e) {
        if (SqlErrors.isBroken(e)) {
            connections.closeIdle();
        }
        return new StoreException(connections.description(), SqlErrors.reason(e), e);
    }
}
