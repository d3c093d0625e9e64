package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.JoinedConnections;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;

/**
 * Starts runs together with a message: signal-with-start and update-with-start. Each method commits before it returns, except
 * {@link #startJoined}, which takes part in the transaction of the calling thread.
 */
@Singleton
public class MessageStartStore {

    private final StoreTransactions transactions;
    private final JoinedConnections joined;
    private final SignaledStarts signaled;
    private final UpdatedStarts updated;
    private final RunInboxes inboxes;
    private final CommitFollower follower;

    MessageStartStore(StoreTransactions transactions, JoinedConnections joined, SignaledStarts signaled, UpdatedStarts updated,
            RunInboxes inboxes, CommitFollower follower) {
        this.transactions = transactions;
        this.joined = joined;
        this.signaled = signaled;
        this.updated = updated;
        this.inboxes = inboxes;
        this.follower = follower;
    }

    /** Starts a run or finds the open one, and sends it a message, both or nothing. */
    public StartedRun start(NewRun run, NewMessage message) {
        return follower.following(aftermath -> transactions.ask(connection -> {
            aftermath.clear();
            StartedRun answer = signaled.start(connection, run, message, aftermath);
            if (!answer.refused() && !answer.started()) {
                inboxes.arrived(connection, answer.runId(), 1);
                inboxes.begin(connection, answer.runId());
            }
            return answer;
        }));
    }

    /**
     * Does the same with the transaction of the calling thread. Call {@link #begin} after its commit.
     *
     * @param afterCommit is given what to run after the commit, which does not use the database on the calling thread
     */
    public StartedRun startJoined(NewRun run, NewMessage message, Consumer<Runnable> afterCommit) {
        Aftermath aftermath = new Aftermath();
        StartedRun started = joined.run("The start", connection -> signaled.start(connection, run, message, aftermath));
        afterCommit.accept(() -> follower.follow(aftermath));
        return started;
    }

    /** Tells a run that a message has been committed for it, and ends its start delay. */
    public void begin(UUID run) {
        transactions.run(connection -> {
            inboxes.begin(connection, run);
            return inboxes.arrived(connection, run, 1);
        });
    }

    /** Starts a run or finds the open one, and sends it an update, both or nothing. */
    public UpdatedRun start(NewRun run, String name, byte[] payload, String updateId) {
        NewMessage update = new NewMessage(StoredMessage.Kind.UPDATE, name, payload, updateId);
        return follower.following(aftermath -> transactions.ask(connection -> {
            aftermath.clear();
            UpdatedRun answer = updated.start(connection, run, update, aftermath);
            if (answer.update() != null && answer.update().state() == null && !answer.run().started()) {
                inboxes.arrived(connection, answer.run().runId(), 1);
            }
            return answer;
        }));
    }
}
