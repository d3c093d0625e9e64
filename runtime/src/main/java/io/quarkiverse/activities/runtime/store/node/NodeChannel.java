package io.quarkiverse.activities.runtime.store.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.runtime.store.value.StoreException;

/** LISTEN and NOTIFY of PostgreSQL. Another database has no such thing, and its nodes poll. */
@Singleton
public class NodeChannel {

    private static final Logger LOG = Logger.getLogger(NodeChannel.class);
    private static final String NAME = "quarkus_activities";
    private static final int WAIT_MILLIS = 10_000;
    private static final int VALIDATION_SECONDS = 5;

    private final EngineConnections connections;
    private final StoreTransactions transactions;
    private volatile Connection listening;

    NodeChannel(EngineConnections connections, StoreTransactions transactions) {
        this.connections = connections;
        this.transactions = transactions;
    }

    /** {@return whether nodes can tell each other anything} */
    public boolean isThere() {
        return connections.dialect().notifies();
    }

    /** Tells these to all who listen. */
    public void send(List<String> texts) {
        transactions.run(connection -> {
            try (PreparedStatement statement = connection
                    .prepareStatement("SELECT pg_notify('" + NAME + "', said) FROM unnest(?::text[]) AS said")) {
                statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
                return statement.execute();
            }
        });
    }

    /**
     * Listens, on a connection of its own, until {@link #stopListening()} or until the connection breaks.
     *
     * @param ready is told as soon as nothing more is missed
     * @param hearer is told what is said
     * @throws StoreException if the connection breaks
     */
    public void listen(Runnable ready, Consumer<String> hearer) {
        try {
            listenOn(ready, hearer);
        } catch (SQLException e) {
            throw new StoreException(connections.description(), false, e);
        }
    }

    private void listenOn(Runnable ready, Consumer<String> hearer) throws SQLException {
        try (Connection connection = connections.take()) {
            // The driver's own: what the pool hands out forgets, when it is aborted, to close it and to give it back
            listening = connection.unwrap(Connection.class);
            try (Statement statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("LISTEN " + NAME);
                ready.run();
                Notifications.forward(connection, hearer);
            } finally {
                stopListening(); // nobody else shall be given a connection that hears
            }
        }
    }

    /** Ends the wait for what is said, by closing the connection under it. */
    public void stopListening() {
        Connection connection = listening;
        listening = null;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("The listening connection could not be closed", e);
            }
        }
    }

    /** Apart, so that without PostgreSQL nobody needs its driver. */
    private static final class Notifications {

        static void forward(Connection connection, Consumer<String> hearer) throws SQLException {
            PGConnection postgresql = connection.unwrap(PGConnection.class);
            while (true) {
                PGNotification[] heard = postgresql.getNotifications(WAIT_MILLIS);
                if (heard == null || heard.length == 0) {
                    if (!connection.isValid(VALIDATION_SECONDS)) {
                        throw new SQLException("The connection on which this node listens is broken");
                    }
                    continue;
                }
                for (PGNotification notification : heard) {
                    hearer.accept(notification.getParameter());
                }
            }
        }
    }
}
