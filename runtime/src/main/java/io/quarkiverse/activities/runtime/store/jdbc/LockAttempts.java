package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** Locks rows without waiting inside the database, because H2 may not give up when the lock timeout is over. */
public final class LockAttempts {

    private static final long PAUSE_MILLIS = 5;

    private LockAttempts() {
    }

    /** Tries to lock rows. */
    public interface Attempt<T> {

        /** {@return the locked rows, or null if another transaction has locked some of them} */
        T lock() throws SQLException;
    }

    /**
     * Tries again until the lock timeout is over.
     *
     * @throws SQLException if another transaction has locked some of the rows for so long
     */
    public static <T> T untilTimeout(Attempt<T> attempt) throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            T locked = attempt.lock();
            if (locked != null) {
                return locked;
            }
            if (System.nanoTime() - begun >= Dialect.LOCK_TIMEOUT_MILLIS * 1_000_000L || !Pause.millis(PAUSE_MILLIS)) {
                throw new SQLException("Another transaction has locked a row", "HYT00");
            }
        }
    }

    /**
     * {@return whether this work would wait for another transaction} Call it in a {@linkplain StoreTransactions#probe probe}.
     */
    public static boolean wouldWait(Connection connection, EngineConnections.Work<?> work) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            work.on(connection);
            return false;
        } catch (SQLException | RuntimeException e) {
            connection.rollback(before);
            return SqlErrors.isBusy(e);
        }
    }
}
