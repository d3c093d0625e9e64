package io.quarkiverse.activities.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL server of a test's own, which can go away and come back on the same port with the same data. */
public final class DatabaseServer implements AutoCloseable {

    private final Path data;
    private final int port;
    private EmbeddedPostgres running;

    /** @param data a folder that need not exist */
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

    /** Stops the server: open transactions are rolled back, connections closed. */
    public void stop() throws IOException {
        running.close();
    }

    /** Lets the server die as it is: it has to recover from its log. */
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
        // It would lose commits in a crash: unless told otherwise it acknowledges them before they are written
        return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").setDataDirectory(data)
                .setCleanDataDirectory(false).setPGStartupWait(AppNode.PATIENCE);
    }
}
