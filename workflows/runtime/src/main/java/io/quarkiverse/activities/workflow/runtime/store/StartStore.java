package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.JoinedConnections;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;

/**
 * Starts runs. Each method commits before it returns, except {@link #startJoined}, which takes part in the transaction of the
 * calling thread.
 */
@Singleton
public class StartStore {

    private final StoreTransactions transactions;
    private final JoinedConnections joined;
    private final RunStarts starts;
    private final StartBatches batches;
    private final RunClaims claims;
    private final RunReads reads;
    private final CommitFollower follower;

    StartStore(StoreTransactions transactions, JoinedConnections joined, RunStarts starts, StartBatches batches,
            RunClaims claims, RunReads reads, CommitFollower follower) {
        this.transactions = transactions;
        this.joined = joined;
        this.starts = starts;
        this.batches = batches;
        this.claims = claims;
        this.reads = reads;
        this.follower = follower;
    }

    /** {@return whether to start this run with {@link #startInBatch}} */
    public boolean startsInBatches(NewRun run) {
        return batches.takes(run);
    }

    /**
     * Starts a run together with others.
     *
     * @param node the node that takes the run at once, or null if it waits for a claim
     * @return a stage that completes on the thread of the batch, so only code of the engine may depend on it
     */
    public CompletableFuture<OwnStart> startInBatch(NewRun run, UUID node) {
        return batches.start(run, node).thenApply(started -> {
            follower.follow(started.aftermath());
            return started.start();
        });
    }

    /** @param node the node that takes the run at once, or null if it waits for a claim */
    public OwnStart start(NewRun run, UUID node) {
        return follower.following(aftermath -> transactions.ask(connection -> {
            aftermath.clear();
            StartedRun started = starts.start(connection, run, aftermath);
            return new OwnStart(started, node == null || !started.started() ? null
                    : claims.own(connection, node, reads.open(connection, run.runId())));
        }));
    }

    /**
     * Does the same with the transaction of the calling thread.
     *
     * @param afterCommit is given what to run after the commit, which does not use the database on the calling thread
     */
    public StartedRun startJoined(NewRun run, Consumer<Runnable> afterCommit) {
        Aftermath aftermath = new Aftermath();
        StartedRun started = joined.run("The start", connection -> starts.start(connection, run, aftermath));
        afterCommit.accept(() -> follower.follow(aftermath));
        return started;
    }
}
