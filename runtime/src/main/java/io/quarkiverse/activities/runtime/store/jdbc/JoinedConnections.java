package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.runtime.AgroalDataSourceUtil;

/** Connections of the application's pool, for what belongs to the transaction of the calling thread. */
@Singleton
public class JoinedConnections {

    private final StoreUnit unit;

    JoinedConnections(StoreUnit unit) {
        this.unit = unit;
    }

    /**
     * Does the work in the transaction of this thread, and leaves it open.
     *
     * @param what is written, for the message if it cannot be, as in "The start"
     */
    public <T> T run(String what, EngineConnections.Work<T> work) {
        try (Connection connection = take()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(what + " could not be written in this transaction: " + e.getMessage(), e);
        }
    }

    private Connection take() {
        AgroalDataSource dataSource = AgroalDataSourceUtil.dataSourceInstance(unit.dataSource()).get();
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("The datasource '" + unit.dataSource() + "' of the activities cannot take part in"
                    + " this transaction: " + e.getMessage() + ". Keep business data and activities on one datasource, make"
                    + " both XA datasources, or start the activity with transaction(TransactionMode.NONE)", e);
        }
    }
}
