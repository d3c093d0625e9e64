package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.JoinedConnections;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;

/**
 * Sends messages to runs. Each method commits before it returns, except {@link #sendJoined}, which takes part in the
 * transaction of the calling thread.
 */
@Singleton
public class MessageStore {

    private final StoreTransactions transactions;
    private final JoinedConnections joined;
    private final RunMessages messages;
    private final RunInboxes inboxes;
    private final RunUpdates updates;

    MessageStore(StoreTransactions transactions, JoinedConnections joined, RunMessages messages, RunInboxes inboxes,
            RunUpdates updates) {
        this.transactions = transactions;
        this.joined = joined;
        this.messages = messages;
        this.inboxes = inboxes;
        this.updates = updates;
    }

    /** {@return whether the message reaches the run, or has reached it before it closed} A repeated request sends nothing. */
    public boolean send(UUID run, StoredMessage.Kind kind, String name, byte[] payload, String requestId) {
        return transactions.ask(connection -> {
            if (!messages.send(connection, run, kind, name, payload, requestId)) {
                return false;
            }
            inboxes.arrived(connection, run, 1);
            if (kind == StoredMessage.Kind.CANCEL) {
                inboxes.begin(connection, run);
            }
            return true;
        });
    }

    /** Sends a message with the transaction of the calling thread. Call {@link #wake} after its commit. */
    public boolean sendJoined(UUID run, StoredMessage.Kind kind, String name, byte[] payload, String requestId) {
        return joined.run("The message",
                connection -> messages.send(connection, run, kind, name, payload, requestId));
    }

    /**
     * Tells a run that a message has been committed for it. If nobody does, the sweep finds the message.
     *
     * @return whether there is nothing left to do; false if another transaction has locked the run
     */
    public boolean wake(UUID run) {
        return transactions.run(connection -> inboxes.tryArrived(connection, run));
    }

    /** Sends an update. {@return it, or the earlier one with the same id; null if the run is not open and there is none} */
    public StoredUpdate update(UUID run, String name, byte[] payload, String updateId) {
        return transactions.ask(connection -> {
            StoredUpdate sent = updates.send(connection, run, name, payload, updateId);
            if (sent != null && sent.state() == null) {
                inboxes.arrived(connection, run, 1);
            }
            return sent;
        });
    }

    /** {@return the update with this number, or null if it has been deleted} */
    public StoredUpdate findUpdate(long id) {
        return transactions.ask(connection -> updates.find(connection, id));
    }
}
