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
 * The engine's own connections to the application's database: outside JTA, and beside the application's pool, so that an
 * application that exhausts its pool starves neither heartbeats nor leases nor completions.
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
        // One more for LISTEN, which keeps its connection
        this.size = config.connections() + (unit.dialect().notifies() ? 1 : 0);
    }

    /** A piece of work on a connection. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * {@return a connection without auto-commit, at READ COMMITTED} Closing it hands it back; commit or roll back before.
     */
    public Connection take() throws SQLException {
        return pool().getConnection();
    }

    /** Does the work in one transaction of its own: committed when it returns, rolled back when it throws. */
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

    /** {@return what is special about this database} */
    public Dialect dialect() {
        return unit.dialect();
    }

    /** {@return whether the database lives in this process, so that no other node can be there} */
    public boolean isEmbedded() {
        return DatabaseUrl.isEmbedded(url());
    }

    /** {@return which database this is, for messages: the datasource and its URL without credentials} */
    public String description() {
        return "datasource '" + unit.dataSource() + "' (" + DatabaseUrl.withoutCredentials(url()) + ")";
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("Rolling back failed: the connection is gone, and the transaction with it", e);
        }
    }

    private String url() {
        return pool().getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration().jdbcUrl();
    }

    // Opened on first use, not on injection: only then is the datasource sure to be there
    private AgroalDataSource pool() {
        AgroalDataSource current = pool;
        return current != null ? current : open();
    }

    private synchronized AgroalDataSource open() {
        if (closed) {
            throw new IllegalStateException("The activities engine is shut down");
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
                    + url + "): each connection to it opens another one, and activities need connections of their own to the"
                    + " application's. Give it a name, as in jdbc:h2:mem:app;DB_CLOSE_DELAY=-1");
        }
        if (DatabaseUrl.mayLoseCommits(url)) {
            LOG.warnf("The H2 database of datasource '%s' (%s) may lose committed activities when the process is killed:"
                    + " add ;WRITE_DELAY=0 to its URL", unit.dataSource(), DatabaseUrl.withoutCredentials(url));
        }
        if (DatabaseUrl.closesTooEarly(url)) {
            LOG.warnf("The H2 database of datasource '%s' (%s) closes itself as soon as the process is asked to stop, before"
                    + " activities that run can finish: add ;DB_CLOSE_ON_EXIT=FALSE to its URL", unit.dataSource(),
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
