package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.SQLException;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.value.StoreException;

/** Runs the engine's own transactions, and repeats those that fail with a transient error such as a deadlock. */
@Singleton
public class StoreTransactions {

    private static final int TRIES = 20;
    /** No connection, no authorization, no such database or table, no resources, shutdown, system error. */
    private static final Set<String> OUTAGE_CLASSES = Set.of("08", "28", "3D", "3F", "42", "53", "58", "F0");
    /** PostgreSQL: read-only, and shutdown. H2: closed, broken, and not readable or writable. */
    private static final Set<String> OUTAGE_STATES = Set.of("25006", "57P01", "57P02", "57P03", "57P04", "90007", "90013",
            "90020", "90028", "90030", "90031", "90046", "90067", "90097", "90098", "90121", "90135", "90136", "HY000");

    private final EngineConnections connections;

    StoreTransactions(EngineConnections connections) {
        this.connections = connections;
    }

    /**
     * Does the work in a new transaction. After a transient error, does it again, up to {@value #TRIES} times in all.
     *
     * @throws StoreException if the database rejects a statement or cannot be reached
     */
    public <T> T run(EngineConnections.Work<T> work) {
        for (int i = 1;; i++) {
            try {
                return connections.inTransaction(work);
            } catch (SQLException e) {
                if (i == TRIES || !isTransient(e)) {
                    throw failed(e);
                }
            } catch (RuntimeException e) {
                SQLException cause = sqlCause(e);
                if (cause == null) {
                    throw e;
                }
                if (i == TRIES || !isTransient(cause)) {
                    throw failed(cause);
                }
            }
        }
    }

    private StoreException failed(SQLException e) {
        return new StoreException(connections.description(), !isOutage(e), e);
    }

    /**
     * {@return whether the database is unavailable as a whole, for every row} Without a state, no connection could be acquired.
     */
    static boolean isOutage(SQLException e) {
        String state = e.getSQLState();
        return state == null || OUTAGE_STATES.contains(state)
                || state.length() == 5 && OUTAGE_CLASSES.contains(state.substring(0, 2));
    }

    /** {@return whether to try again: a deadlock, a serialization failure, or H2's lock timeout or concurrent update} */
    static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("40") || state.equals("HYT00") || state.equals("90131"));
    }

    private static SQLException sqlCause(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
