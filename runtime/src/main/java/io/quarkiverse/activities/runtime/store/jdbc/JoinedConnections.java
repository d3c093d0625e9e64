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
