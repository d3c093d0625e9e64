package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.SQLException;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.value.StoreException;

/** The engine's own transactions, done again where the database only asks for that. */
@Singleton
public class StoreTransactions {

    private static final int TRIES = 20;

    private final EngineConnections connections;

    StoreTransactions(EngineConnections connections) {
        this.connections = connections;
    }

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

    /** Deadlock, serialisation failure, and H2's lock timeout and concurrent update. */
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
