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

/** Sends and receives notifications between nodes with PostgreSQL's LISTEN and NOTIFY. On other databases, nodes poll. */
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

    /** {@return whether the database supports notifications} */
    public boolean isThere() {
        return connections.dialect().notifies();
    }

    /** Sends notifications to all nodes that listen, including this one. */
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
     * @param ready runs as soon as the node receives all notifications
     * @param receiver receives the text of each notification
     * @throws StoreException if the connection breaks
     */
    public void listen(Runnable ready, Consumer<String> receiver) {
        try {
            listenOn(ready, receiver);
        } catch (SQLException e) {
            throw new StoreException(connections.description(), StoreException.Reason.OUTAGE, e);
        }
    }

    private void listenOn(Runnable ready, Consumer<String> receiver) throws SQLException {
        try (Connection connection = connections.take()) {
            // The driver's connection: when the pool's wrapper is aborted, it neither closes it nor returns it to the pool
            listening = connection.unwrap(Connection.class);
            try (Statement statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("LISTEN " + NAME);
                ready.run();
                Notifications.forward(connection, receiver);
            } finally {
                stopListening(); // a connection that listens must not go back to the pool
            }
        }
    }

    /** Makes {@link #listen} end, by aborting its connection. */
    public void stopListening() {
        Connection connection = listening;
        listening = null;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("Could not close the connection that listens for notifications", e);
            }
        }
    }

    /** A separate class, so that the PostgreSQL driver is loaded only if it is used. */
    private static final class Notifications {

        static void forward(Connection connection, Consumer<String> receiver) throws SQLException {
            PGConnection postgresql = connection.unwrap(PGConnection.class);
            while (true) {
                PGNotification[] received = postgresql.getNotifications(WAIT_MILLIS);
                if (received == null || received.length == 0) {
                    if (!connection.isValid(VALIDATION_SECONDS)) {
                        throw new SQLException("The connection that listens for notifications is broken");
                    }
                    continue;
                }
                for (PGNotification notification : received) {
                    receiver.accept(notification.getParameter());
                }
            }
        }
    }
}
