package io.quarkiverse.activities.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL server for one test. It can be stopped and restarted on the same port with the same data. */
public final class DatabaseServer implements AutoCloseable {

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

    @Override
    public void close() throws IOException {
        running.close();
    }

    private EmbeddedPostgres.Builder builder() {
        // By default the embedded server acknowledges commits before they are on disk and would lose them in a crash
        return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").setDataDirectory(data)
                .setCleanDataDirectory(false).setPGStartupWait(AppNode.PATIENCE);
    }
}
