package io.quarkiverse.activities.it.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP proxy between a node and the database. It can close its connections, hold back all data for a while, delay the answers,
 * or let the server vanish.
 */
public final class CuttingProxy implements AutoCloseable {

    private enum State {
        OPEN,
        CUT,
        STALLED
    }

    private static final Pattern PORT = Pattern.compile(":(\\d+)/");

    private final ServerSocket entrance;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private int target;
    private Duration delay = Duration.ZERO;
    private State state = State.OPEN;
    private boolean refusing;

    CuttingProxy(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProxiedConnection.inBackground(this::acceptAll);
    }

    /** {@return a new proxy in front of the server of this JDBC URL} */
    public static CuttingProxy before(String url) {
        Matcher port = PORT.matcher(url);
        if (!port.find()) {
            throw new IllegalArgumentException(url + " has no port");
        }
        return new CuttingProxy(Integer.parseInt(port.group(1)));
    }

    /** {@return the JDBC URL with this proxy in place of the server} */
    public String through(String url) {
        return PORT.matcher(url).replaceFirst(":" + port() + "/");
    }

    int port() {
        return entrance.getLocalPort();
    }

    /**
     * @param silently {@code true} to keep connections open but hold back all data; {@code false} to close all connections,
     *        and new ones as soon as they are accepted
     */
    public void interrupt(boolean silently) {
        become(silently ? State.STALLED : State.CUT);
        if (!silently) {
            connections.forEach(ProxiedConnection::close);
        }
    }

    public void mend() {
        become(State.OPEN);
    }

    /** Delays each answer of the database by this time. */
    synchronized void delayAnswers(Duration time) {
        delay = time;
    }

    /**
     * Lets the server vanish: all connections stay open at the side of the node, but everything that is sent on them is
     * swallowed, and nothing ever comes back. New connections are not affected.
     */
    public void vanish() {
        connections.forEach(ProxiedConnection::swallow);
    }

    /** Closes new connections as soon as they are accepted, or no longer. Existing ones stay as they are. */
    public synchronized void refuseNew(boolean refuse) {
        refusing = refuse;
    }

    /** Connects to another port from now on. Existing connections stay as they are. */
    synchronized void leadTo(int port) {
        target = port;
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

    private synchronized boolean isRefusing() {
        return refusing;
    }

    private synchronized int target() {
        return target;
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
        if (isRefusing()) {
            node.close();
            return;
        }
        try {
            ProxiedConnection connection = new ProxiedConnection(node, new Socket(InetAddress.getLoopbackAddress(), target()),
                    this);
            connections.add(connection);
            connection.begin(() -> connections.remove(connection));
            if (isCut()) {
                connection.close();
            }
        } catch (IOException e) {
            node.close();
            throw e;
        }
    }

    synchronized void awaitFlow() throws InterruptedException {
        while (state == State.STALLED) {
            wait();
        }
    }

    synchronized Duration delay() {
        return delay;
    }
}
