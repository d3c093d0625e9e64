package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ExceptionSorter;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.agroal.runtime.AgroalDataSourceUtil;
import io.quarkus.arc.Arc;

/**
 * A connection pool outside JTA that connects as the application's pool does: same URL, credentials, initial SQL and
 * interceptors.
 */
final class ConnectionPool implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ConnectionPool.class);
    private static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration VALIDATE_AFTER_IDLE = Duration.ofSeconds(5);

    private final AgroalDataSource pool;

    /**
     * @param dataSource the name of the application's datasource
     * @param theirs the configuration of its pool
     * @param initialSql the SQL that each new connection executes first, or null
     * @param properties properties of the driver, which those of the application override
     */
    ConnectionPool(String dataSource, AgroalConnectionPoolConfiguration theirs, int size, String initialSql,
            Map<String, String> properties) throws SQLException {
        AgroalDataSourceConfigurationSupplier ours = new AgroalDataSourceConfigurationSupplier();
        ours.connectionPoolConfiguration().minSize(0).initialSize(0).maxSize(size)
                .acquisitionTimeout(ACQUISITION_TIMEOUT).idleValidationTimeout(VALIDATE_AFTER_IDLE)
                .connectionValidator(ConnectionValidator.defaultValidator())
                .exceptionSorter(orReadOnly(theirs.exceptionSorter()))
                .maxLifetime(theirs.maxLifetime())
                .connectionCache(ConnectionCache.none())
                .connectionFactoryConfiguration(
                        factory(theirs.connectionFactoryConfiguration(), initialSql, properties));
        pool = AgroalDataSource.from(ours.get());
        pool.setPoolInterceptors(Arc.container().select(AgroalPoolInterceptor.class, AgroalDataSourceUtil.qualifier(dataSource))
                .stream().toList());
    }

    /** Adds the properties to the URL: the configuration shares its map of properties with the one that it is made from. */
    static AgroalConnectionFactoryConfigurationSupplier factory(AgroalConnectionFactoryConfiguration theirs,
            String initialSql, Map<String, String> properties) {
        String url = theirs.jdbcUrl();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            String name = property.getKey();
            if (theirs.jdbcProperties().getProperty(name) == null && !DatabaseUrl.sets(url, name)) {
                url = DatabaseUrl.with(url, name, property.getValue());
            }
        }
        return new AgroalConnectionFactoryConfigurationSupplier(theirs).jdbcUrl(url).autoCommit(false)
                .jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED).initialSql(initialSql);
    }

    /** Also discards connections to a server that has become read-only: it is no longer the primary. */
    private static ExceptionSorter orReadOnly(ExceptionSorter theirs) {
        return e -> SqlErrors.isReadOnly(e) || theirs.isFatal(e);
    }

    Connection take() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw SqlErrors.unreachable(e);
        }
    }

    /** Does the work in a new transaction, which commits when the work returns and rolls back when it throws. */
    <T> T inTransaction(EngineConnections.Work<T> work) throws SQLException {
        try (Connection connection = take()) {
            boolean done = false;
            try {
                T result = work.on(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollback(connection);
                }
            }
        }
    }

    /** Closes the connections that nobody uses. */
    void closeIdle() {
        pool.flush(FlushMode.IDLE);
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("Could not roll back: the connection is broken, which ends the transaction as well", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
