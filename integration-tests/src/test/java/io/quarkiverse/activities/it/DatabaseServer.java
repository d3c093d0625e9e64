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

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL server for one test. It can be stopped and restarted on the same port with the same data. */
public final class DatabaseServer implements AutoCloseable {

    private static final String STANDBY = "standby";

    private final Path data;
    private final int port;
    private EmbeddedPostgres running;

    /** @param data the data directory; it is created if it does not exist */
    public DatabaseServer(Path data) throws IOException {
        this.data = data;
        running = builder().start();
        port = running.getPort();
    }

    /** {@return the URL of the server's own database} */
    public String url() {
        return running.getJdbcUrl("postgres", "postgres");
    }

    public int port() {
        return port;
    }

    /** Stops the server. Open transactions are rolled back and connections are closed. */
    public void stop() throws IOException {
        running.close();
    }

    /** Crashes the server, so that it has to recover from its write-ahead log. */
    public void crash() throws IOException {
        Path lock = data.resolve("postmaster.pid");
        ProcessSignal.QUIT.send(Long.parseLong(Files.readAllLines(lock).get(0)));
        await().atMost(AppNode.PATIENCE).until(() -> Files.notExists(lock));
        running.close();
    }

    public void start() throws IOException {
        running = builder().setPort(port).start();
    }

    /**
     * {@return a second server that follows this one by streaming replication} From now on, this server acknowledges a commit
     * only when the standby has it on disk too, and the standby has everything that was acknowledged before.
     *
     * @param directory the data directory of the standby, which does not exist yet
     */
    public DatabaseServer standby(Path directory) throws IOException {
        new BaseBackup(data, url()).copyTo(directory);
        Files.createFile(directory.resolve("standby.signal"));
        Files.writeString(directory.resolve("postgresql.auto.conf"), "primary_conninfo = 'host=localhost port=" + port
                + " user=postgres application_name=" + STANDBY + "'\n");
        DatabaseServer standby = new DatabaseServer(directory);
        execute("ALTER SYSTEM SET synchronous_standby_names = '" + STANDBY + "'");
        execute("SELECT pg_reload_conf()");
        String acknowledged = answer("SELECT pg_current_wal_flush_lsn()");
        await("the standby follows").atMost(AppNode.PATIENCE)
                .until(() -> answer("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync' AND flush_lsn >= '"
                        + acknowledged + "'").equals("1"));
        return standby;
    }

    /** Makes a standby the primary, which accepts writes. */
    public void promote() {
        if (!answer("SELECT pg_promote(true, 60)").equals("t")) {
            throw new IllegalStateException("The standby has not become the primary");
        }
    }

    public void execute(String sql) {
        answer(sql);
    }

    /** {@return the first column of the answer, or null if there is none} */
    private String answer(String sql) {
        try (Connection connection = DriverManager.getConnection(url()); Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            ResultSet rows = statement.getResultSet();
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres.Builder builder() {
        // By default the embedded server acknowledges commits before they are on disk and would lose them in a crash
        return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on")
                // for a standby, which begins with the write-ahead log since its base backup
                .setServerConfig("wal_keep_size", "256MB")
                .setDataDirectory(data).setCleanDataDirectory(false).setPGStartupWait(AppNode.PATIENCE);
    }
}
