package io.quarkiverse.activities.it.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A connection of a node to the database through a {@link CuttingProxy}. */
final class ProxiedConnection {

    private final Socket node;
    private final Socket database;
    private final CuttingProxy proxy;
    private volatile boolean asked;
    private volatile boolean swallowing;

    ProxiedConnection(Socket node, Socket database, CuttingProxy proxy) throws IOException {
        this.node = node;
        this.database = database;
        this.proxy = proxy;
        // With Nagle's algorithm each answer would be delayed by 40 ms
        node.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
    }

    /** @param ended runs when the node has closed the connection, or the proxy has */
    void begin(Runnable ended) {
        inBackground(() -> {
            pump(node, database, () -> asked = true);
            ended.run();
        });
        inBackground(() -> pump(database, node, this::delay));
    }

    void close() {
        close(node);
        close(database);
    }

    /** Never passes anything on again, not even that the database has closed the connection. */
    void swallow() {
        swallowing = true;
    }

    private void pump(Socket from, Socket to, Step beforeEach) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            int length;
            while ((length = in.read(buffer)) >= 0) {
                beforeEach.take();
                proxy.awaitFlow();
                if (!swallowing) {
                    to.getOutputStream().write(buffer, 0, length);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The connection was cut
        } finally {
            close(from);
            if (!swallowing || from == node) {
                close(to);
            }
        }
    }

    /** Delays the first part of an answer; the rest follows at once. */
    private void delay() throws InterruptedException {
        if (asked) {
            asked = false;
            Thread.sleep(proxy.delay().toMillis());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Step {
        void take() throws InterruptedException;
    }
}
