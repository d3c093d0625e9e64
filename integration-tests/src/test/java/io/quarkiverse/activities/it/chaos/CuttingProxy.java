package io.quarkiverse.activities.it.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy between a node and the database that can close its connections or silently hold back all data. */
final class CuttingProxy implements AutoCloseable {

    private enum State {
        OPEN,
        CUT,
        STALLED
    }

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private State state = State.OPEN;

    CuttingProxy(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inBackground(this::acceptAll);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /**
     * @param silently {@code true} to keep connections open but hold back all data; {@code false} to close all connections,
     *        and new ones as soon as they are accepted
     */
    void interrupt(boolean silently) {
        become(silently ? State.STALLED : State.CUT);
        if (!silently) {
            sockets.forEach(CuttingProxy::close);
        }
    }

    void mend() {
        become(State.OPEN);
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        interrupt(false);
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    private void acceptAll() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // The proxy is closed, or the database refuses connections; the node notices, as its connection is closed
            }
        }
    }

    private void connect(Socket node) throws IOException {
        sockets.add(node);
        try {
            Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(database);
            // With Nagle's algorithm each answer would be delayed by 40 ms
            node.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            inBackground(() -> pump(node, database));
            inBackground(() -> pump(database, node));
            if (isCut()) {
                close(node);
                close(database);
            }
        } catch (IOException e) {
            sockets.remove(node);
            close(node);
            throw e;
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            int length;
            while ((length = in.read(buffer)) >= 0) {
                awaitFlow();
                to.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException | InterruptedException e) {
            // The connection was cut
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private synchronized void awaitFlow() throws InterruptedException {
        while (state == State.STALLED) {
            wait();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
