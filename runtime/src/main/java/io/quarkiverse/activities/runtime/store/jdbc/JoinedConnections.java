package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.runtime.AgroalDataSourceUtil;

/** Provides connections of the application's pool, for work in the transaction of the calling thread. */
@Singleton
public class JoinedConnections {

    private final StoreUnit unit;
    private volatile Boolean snapshot;

    JoinedConnections(StoreUnit unit) {
        this.unit = unit;
    }

    /**
     * Does the work in the transaction of the calling thread. Does not end the transaction.
     *
     * @param what the subject of the error message, for example "The start"
     * @throws IllegalStateException if the datasource cannot join the transaction, or a statement fails
     */
    public <T> T run(String what, EngineConnections.Work<T> work) {
        try (Connection connection = take()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(what + " could not be written in the current transaction: " + e.getMessage(), e);
        }
    }

    /**
     * {@return whether the application's transactions read from a snapshot: REPEATABLE READ or SERIALIZABLE} Such a transaction
     * does not see what others have committed since it began, and cannot change a row that others have changed since.
     */
    public boolean readsSnapshot() {
        Boolean known = snapshot;
        if (known == null) {
            known = run("The isolation level",
                    connection -> connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED);
            snapshot = known;
        }
        return known;
    }

    /** {@return how many connections there can be at the same time} */
    public int maximum() {
        return dataSource().getConfiguration().connectionPoolConfiguration().maxSize();
    }

    private AgroalDataSource dataSource() {
        return AgroalDataSourceUtil.dataSourceInstance(unit.dataSource()).get();
    }

    private Connection take() {
        AgroalDataSource dataSource = dataSource();
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("The datasource '" + unit.dataSource() + "' of the activities cannot join the"
                    + " current transaction: " + e.getMessage() + ". Keep business data and activities in one datasource,"
                    + " or start the activity with transaction(TransactionMode.NONE)", e);
        }
    }
}
