package io.quarkiverse.activities.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A new PostgreSQL database with a ledger, on an embedded server or on the server given by
 * {@code -Dactivities.test.postgresql.url=jdbc:postgresql://host:port/postgres?user=…}.
 */
public final class Database {

    private static final Path BUILD = Path.of(System.getProperty("build.directory", "target")).toAbsolutePath();
    private static final AtomicInteger CREATED = new AtomicInteger();
    private static EmbeddedPostgres embedded;

    private final String server;
    private final String name;
    private final String url;

    private Database(String server, String name, String url) {
        this.server = server;
        this.name = name;
        this.url = url;
    }

    /** @param topic names the database, together with a number, so that tests can run at the same time */
    public static Database create(String topic) {
        return create(server(), topic + "_" + CREATED.incrementAndGet());
    }

    public static Database create(String server, String name) {
        int slash = server.lastIndexOf('/');
        int parameters = server.indexOf('?', slash);
        String url = server.substring(0, slash + 1) + name + (parameters < 0 ? "" : server.substring(parameters));
        execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        execute(server, "CREATE DATABASE " + name);
        return new Database(server, name, url).withLedger();
    }

    /**
     * {@return a new database of H2, in a file} One process can use it at a time. Methods that need a server, such as
     * {@link #readOnly}, do not work.
     */
    public static Database embedded(String topic) {
        try {
            Path file = Files.createTempDirectory(BUILD, "h2-" + topic + "-").resolve("data");
            return new Database(null, topic, "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE").withLedger();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Database withLedger() {
        execute("CREATE TABLE ledger (activity_id VARCHAR(1000), attempt INT, node VARCHAR(20), event VARCHAR(100))");
        return this;
    }

    public static Path buildDirectory() {
        return BUILD;
    }

    public String url() {
        return url;
    }

    public void execute(String sql) {
        execute(url, sql);
    }

    /** {@return the rows, each as its columns separated by spaces} */
    public List<String> query(String sql) {
        return query(url, sql);
    }

    /** {@return the rows, each as its columns} */
    public List<List<String>> rows(String sql) {
        return rows(url, sql);
    }

    /** {@return the ledger entries of one activity in any order, each as attempt, node and event} */
    public List<String> ledger(String activityId) {
        return query("SELECT attempt, node, event FROM ledger WHERE activity_id = '" + activityId + "'");
    }

    /** Terminates every connection to this database and refuses new ones. */
    void refuseConnections() {
        execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        cutConnections();
    }

    /** Tries again if the server is too busy to let this process connect. */
    public void cutConnections() {
        await().atMost(AppNode.PATIENCE).ignoreExceptions().until(() -> !query(server,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '" + name + "'").isEmpty());
    }

    /** Makes all sessions read-only or not. They have to connect again. */
    public void readOnly(boolean readOnly) {
        execute(server, "ALTER DATABASE " + name + " SET default_transaction_read_only = " + readOnly);
        cutConnections();
    }

    void allowConnections() {
        execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    private static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> query(String url, String sql) {
        return rows(url, sql).stream().map(row -> String.join(" ", row)).toList();
    }

    private static List<List<String>> rows(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> result = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                result.add(row);
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized String server() {
        String named = System.getProperty("activities.test.postgresql.url");
        if (named != null && !named.isEmpty()) {
            return named;
        }
        try {
            if (embedded == null) {
                embedded = EmbeddedPostgres.start();
            }
            return embedded.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
