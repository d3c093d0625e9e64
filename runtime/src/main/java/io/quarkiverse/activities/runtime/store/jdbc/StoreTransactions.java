package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.SQLException;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.value.StoreException;

/** Runs the engine's own transactions, and repeats those that fail with a transient error such as a deadlock. */
@Singleton
public class StoreTransactions {

    private static final int TRIES = 20;

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
        return new StoreException(connections.description(), isAboutData(e), e);
    }

    private static boolean isAboutData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
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
