package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkus.agroal.runtime.AgroalDataSourceUtil;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The engine's connections to the application's database: a pool for the engine itself, and one for what callers ask. Both are
 * outside JTA and separate from the application's pool, so an application that exhausts its pool, and callers that list many
 * executions, do not block heartbeats, leases, claims or completions.
 */
@Singleton
public class EngineConnections {

    private static final Logger LOG = Logger.getLogger(EngineConnections.class);

    private final StoreUnit unit;
    private final ActivitiesRuntimeConfig config;
    private volatile ConnectionPool engine;
    private volatile ConnectionPool callers;
    private boolean closed;

    @Inject
    EngineConnections(StoreUnit unit, ActivitiesRuntimeConfig config) {
        this.unit = unit;
        this.config = config;
    }

    /** Work that needs a connection. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * {@return a connection of the engine, without auto-commit, at READ COMMITTED} Commit or roll back before you close it,
     * which returns it to the pool.
     */
    public Connection take() throws SQLException {
        return engine().take();
    }

    /** Does work of the engine in a new transaction, which commits when it returns and rolls back when it throws. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        return engine().inTransaction(work);
    }

    /** Does work for a caller in a new transaction, which commits when it returns and rolls back when it throws. */
    <T> T inTransactionOfCaller(Work<T> work) throws SQLException {
        ConnectionPool current = callers;
        if (current == null) {
            open();
            current = callers;
        }
        return current.inTransaction(work);
    }

    /**
     * Closes the connections that nobody uses. Called when one is broken: if the server has vanished, each of the others would
     * have to wait for its socket timeout to find out.
     */
    synchronized void closeIdle() {
        if (!closed && engine != null) {
            engine.closeIdle();
            callers.closeIdle();
        }
    }

    /** {@return the dialect of the database} */
    public Dialect dialect() {
        return unit.dialect();
    }

    /** {@return whether the datasource is active; if not, every use fails with an error that says so} */
    public boolean isActive() {
        return AgroalDataSourceUtil.dataSourceIfActive(unit.dataSource()).isPresent();
    }

    /** {@return whether the database runs inside this process, so that there can be no other node} */
    public boolean isEmbedded() {
        return isActive() && DatabaseUrl.isEmbedded(url());
    }

    /** {@return a description of the database for messages: the datasource and its URL without credentials} */
    public String description() {
        return "datasource '" + unit.dataSource() + "' (" + DatabaseUrl.withoutCredentials(url()) + ")";
    }

    private String url() {
        return theirs().connectionFactoryConfiguration().jdbcUrl();
    }

    // Opened on first use: on injection, the datasource may not exist yet
    private ConnectionPool engine() throws SQLException {
        ConnectionPool current = engine;
        if (current == null) {
            open();
            current = engine;
        }
        return current;
    }

    private synchronized void open() throws SQLException {
        if (closed) {
            throw new IllegalStateException("The activities engine is shut down and cannot use the database any more");
        }
        if (engine != null) {
            return;
        }
        AgroalConnectionPoolConfiguration theirs = theirs();
        check(url());
        Dialect dialect = unit.dialect();
        String initialSql = theirs.connectionFactoryConfiguration().initialSql();
        callers = new ConnectionPool(unit.dataSource(), theirs, config.clientConnections(),
                dialect.initialSql(initialSql, config.queryTimeout()),
                dialect.connectionProperties(config.socketTimeout().plus(config.queryTimeout())));
        // One more for LISTEN, which holds its connection
        engine = new ConnectionPool(unit.dataSource(), theirs, config.connections() + (dialect.notifies() ? 1 : 0),
                dialect.initialSql(initialSql, null), dialect.connectionProperties(config.socketTimeout()));
    }

    private AgroalConnectionPoolConfiguration theirs() {
        return AgroalDataSourceUtil.dataSourceInstance(unit.dataSource()).get().getConfiguration()
                .connectionPoolConfiguration();
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
        if (engine != null) {
            engine.close();
            callers.close();
        }
    }
}
