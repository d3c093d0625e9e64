package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkus.agroal.runtime.AgroalDataSourceUtil;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The engine's own connection pool to the application's database. It is outside JTA and separate from the application's pool,
 * so an application that exhausts its pool does not block heartbeats, leases or completions.
 */
@Singleton
public class EngineConnections {

    private static final Logger LOG = Logger.getLogger(EngineConnections.class);
    private static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration VALIDATE_AFTER_IDLE = Duration.ofSeconds(5);

    private final StoreUnit unit;
    private final int size;
    private volatile AgroalDataSource pool;
    private boolean closed;

    @Inject
    EngineConnections(StoreUnit unit, ActivitiesRuntimeConfig config) {
        this.unit = unit;
        // One more for LISTEN, which holds its connection
        this.size = config.connections() + (unit.dialect().notifies() ? 1 : 0);
    }

    /** Work that needs a connection. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * {@return a connection without auto-commit, at READ COMMITTED} Commit or roll back before you close it, which returns it
     * to the pool.
     */
    public Connection take() throws SQLException {
        return pool().getConnection();
    }

    /** Does the work in a new transaction, which commits when the work returns and rolls back when it throws. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
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

    /** {@return the dialect of the database} */
    public Dialect dialect() {
        return unit.dialect();
    }

    /** {@return whether the database runs inside this process, so that there can be no other node} */
    public boolean isEmbedded() {
        return DatabaseUrl.isEmbedded(url());
    }

    /** {@return a description of the database for messages: the datasource and its URL without credentials} */
    public String description() {
        return "datasource '" + unit.dataSource() + "' (" + DatabaseUrl.withoutCredentials(url()) + ")";
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("Could not roll back: the connection is broken, which ends the transaction as well", e);
        }
    }

    private String url() {
        return pool().getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration().jdbcUrl();
    }

    // Opened on first use: on injection, the datasource may not exist yet
    private AgroalDataSource pool() {
        AgroalDataSource current = pool;
        return current != null ? current : open();
    }

    private synchronized AgroalDataSource open() {
        if (closed) {
            throw new IllegalStateException("The activities engine is shut down and cannot use the database any more");
        }
        if (pool == null) {
            AgroalConnectionPoolConfiguration theirs = AgroalDataSourceUtil.dataSourceInstance(unit.dataSource()).get()
                    .getConfiguration().connectionPoolConfiguration();
            check(theirs.connectionFactoryConfiguration().jdbcUrl());
            String initialSql = theirs.connectionFactoryConfiguration().initialSql();
            AgroalDataSourceConfigurationSupplier ours = new AgroalDataSourceConfigurationSupplier();
            ours.connectionPoolConfiguration().minSize(0).initialSize(0).maxSize(size)
                    .acquisitionTimeout(ACQUISITION_TIMEOUT).idleValidationTimeout(VALIDATE_AFTER_IDLE)
                    .connectionValidator(ConnectionValidator.defaultValidator())
                    .exceptionSorter(theirs.exceptionSorter())
                    .maxLifetime(theirs.maxLifetime())
                    .connectionCache(ConnectionCache.none())
                    .connectionFactoryConfiguration(
                            new AgroalConnectionFactoryConfigurationSupplier(theirs.connectionFactoryConfiguration())
                                    .autoCommit(false).jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED)
                                    .initialSql(unit.dialect().initialSql(initialSql)));
            pool = new io.agroal.pool.DataSource(ours.get());
        }
        return pool;
    }

    private void check(String url) {
        if (DatabaseUrl.isAnonymousMemory(url)) {
            throw new ConfigurationException("The datasource '" + unit.dataSource() + "' is an anonymous in-memory database ("
                    + url + "). Each connection opens a new, empty one, but activities need several connections to the"
                    + " application's database. Give it a name, as in jdbc:h2:mem:app;DB_CLOSE_DELAY=-1");
        }
        if (DatabaseUrl.mayLoseCommits(url)) {
            LOG.warnf("The H2 database of datasource '%s' (%s) may lose committed activities when the process is killed."
                    + " Add ;WRITE_DELAY=0 to its URL", unit.dataSource(), DatabaseUrl.withoutCredentials(url));
        }
        if (DatabaseUrl.closesTooEarly(url)) {
            LOG.warnf("The H2 database of datasource '%s' (%s) closes as soon as the process begins to stop, before running"
                    + " activities can finish. Add ;DB_CLOSE_ON_EXIT=FALSE to its URL", unit.dataSource(),
                    DatabaseUrl.withoutCredentials(url));
        }
    }

    @PreDestroy
    synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }
}
