package io.quarkiverse.activities.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.IdRules.Decision;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections;
import io.quarkiverse.activities.runtime.store.jdbc.JoinedConnections;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.runtime.store.locked.DeletePath;
import io.quarkiverse.activities.runtime.store.locked.LockedPath;
import io.quarkiverse.activities.runtime.store.locked.StartPath;
import io.quarkiverse.activities.runtime.store.sql.ExecutionReads;
import io.quarkiverse.activities.runtime.store.sql.HotStatements;
import io.quarkiverse.activities.runtime.store.sql.Listing;
import io.quarkiverse.activities.runtime.store.sql.QueueTable;
import io.quarkiverse.activities.runtime.store.sql.Retention;
import io.quarkiverse.activities.runtime.store.sql.StatisticsTable;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.ExecutionSnapshot;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.LimitedClaim;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.QueueSettings;
import io.quarkiverse.activities.runtime.store.value.RunIds;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.RunningAttempt;
import io.quarkiverse.activities.runtime.store.value.StartVerdict;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Payload;

/**
 * The store boundary: what the worker, the timers and the client can ask of the database. Everything is committed when a
 * method returns, except for what is joined: that commits with the transaction of the calling thread.
 */
@Singleton
public class ActivityStore {

    private static final int BATCH = 200;

    private final EngineConnections connections;
    private final StoreTransactions transactions;
    private final JoinedConnections joined;
    private final HotStatements statements;
    private final QueueTable queues;
    private final StatisticsTable statistics;
    private final LockedPath locked;
    private final StartPath starts;
    private final DeletePath deletions;
    private final ExecutionReads reads;
    private final Listing listing;
    private final StoreTime time;
    private final Retention retention;
    private volatile StoreListener listener = Silence.INSTANCE;

    ActivityStore(EngineConnections connections, StoreTransactions transactions, JoinedConnections joined,
            HotStatements statements, StoreTime time, LockedPath locked, StartPath starts, DeletePath deletions,
            ExecutionReads reads, Listing listing, QueueTable queues, StatisticsTable statistics, Retention retention) {
        this.connections = connections;
        this.transactions = transactions;
        this.joined = joined;
        this.statements = statements;
        this.time = time;
        this.locked = locked;
        this.starts = starts;
        this.deletions = deletions;
        this.reads = reads;
        this.listing = listing;
        this.queues = queues;
        this.statistics = statistics;
        this.retention = retention;
    }

    /** Sets who hears of what is committed. */
    public void listen(StoreListener newListener) {
        listener = newListener;
    }

    /** {@return whether the database lives in this process, so that no other node can be there} */
    public boolean isEmbedded() {
        return connections.isEmbedded();
    }

    /** {@return the store's time} */
    public Instant now() {
        return transactions.run(time::read);
    }

    /** Moves the store's time, for tests that do not want to wait. */
    public void moveTime(Duration by) {
        time.move(by);
    }

    public List<StartVerdict> start(List<NewExecution> rows) {
        List<Verdict> terminations = new ArrayList<>();
        List<StartVerdict> verdicts = transactions.run(connection -> {
            terminations.clear();
            return starts.start(connection, rows, terminations);
        });
        tell(terminations);
        return verdicts;
    }

    /** All or none: where one is refused, nothing of them stays. */
    public List<StartVerdict> startAll(List<NewExecution> rows) {
        List<Verdict> terminations = new ArrayList<>();
        List<StartVerdict> verdicts = transactions.run(connection -> {
            terminations.clear();
            List<StartVerdict> decided = starts.start(connection, rows, terminations);
            for (StartVerdict verdict : decided) {
                if (verdict.decision() == Decision.REFUSE) {
                    connection.rollback();
                    terminations.clear();
                    break;
                }
            }
            return decided;
        });
        tell(terminations);
        return verdicts;
    }

    /**
     * Starts in the transaction of the calling thread.
     *
     * @param terminations takes up what was terminated to make room, to be {@link #tell told} after the commit
     */
    public List<StartVerdict> startJoined(List<NewExecution> rows, List<Verdict> terminations) {
        return joined.run("The start", connection -> starts.start(connection, rows, terminations));
    }

    /** {@return those of these queues in which a claim may find something} */
    public Set<String> withTasks(Set<String> taskQueues) {
        return transactions.run(connection -> statements.withTasks(connection, taskQueues));
    }

    /** Claims due tasks, whatever the settings of their queue say. {@return them in the order asked for} */
    public List<ClaimedTask> claim(ClaimRequest request) {
        return transactions.run(connection -> statements.claim(connection, request));
    }

    /** Claims due tasks as far as the settings of their queue allow for it, which all nodes share. */
    public LimitedClaim claimLimited(ClaimRequest request) {
        return transactions.run(connection -> queues.claim(connection, request, statements));
    }

    /** {@return what was decided for Task Queues as a whole; a queue that is absent has no settings} */
    public Map<String, QueueSettings> queueSettings() {
        return transactions.run(queues::settings);
    }

    /** Limits how many tasks of a queue all workers together take a second. @param maxPerSecond null for no limit */
    public void limitQueue(String taskQueue, Double maxPerSecond) {
        transactions.run(connection -> queues.limit(connection, taskQueue, maxPerSecond));
    }

    /** {@return how many tasks wait in a queue, delayed ones and retries too, counted no further than {@code upTo}} */
    public long waiting(String taskQueue, long upTo) {
        return transactions.run(connection -> queues.waiting(connection, taskQueue, upTo));
    }

    /** {@return what the tables hold} Counts every task that could be taken: not for each request. */
    public StoreStatistics statistics() {
        return transactions.run(statistics::read);
    }

    /** {@return the run ids that closed; the others need {@link #apply} to hear why not} */
    public Set<UUID> complete(List<Completion> completions) {
        List<Completion> ordered = onePerRun(completions, Completion::runId);
        Set<UUID> closed = transactions.run(connection -> statements.complete(connection, ordered));
        for (Completion completion : ordered) {
            if (closed.contains(completion.runId())) {
                listener.completed(completion);
            }
        }
        return closed;
    }

    /**
     * Completes in the transaction of the calling thread.
     *
     * @return what tells others of it, to be run after the commit; null if the attempt was not current
     */
    public Runnable completeJoined(Completion completion) {
        return joined.run("The completion", connection -> {
            if (!statements.complete(connection, List.of(completion)).isEmpty()) {
                return () -> listener.completed(completion);
            }
            return apply(connection, change(completion));
        });
    }

    /** Releases the attempt from its node in the transaction of the calling thread. {@return as {@link #completeJoined}} */
    public Runnable releaseJoined(UUID runId, int fence) {
        return joined.run("The release of the attempt", connection -> apply(connection,
                new Change(RunRef.run(runId), new Event.ReleaseOwnership(AttemptRef.byToken(fence)))));
    }

    private Runnable apply(Connection connection, Change change) throws SQLException {
        List<Verdict> verdicts = locked.apply(connection, List.of(change));
        return verdicts.get(0).transition() instanceof Applied ? () -> tell(verdicts) : null;
    }

    /** {@return the attempts in progress among these runs} */
    public Map<UUID, RunningAttempt> inProgress(Collection<UUID> runs) {
        return transactions.run(connection -> reads.inProgress(connection, runs));
    }

    /** {@return the fences of the attempts that this node owns, by run} */
    public Map<UUID, Integer> owned(UUID node) {
        return transactions.run(connection -> reads.owned(connection, node));
    }

    /** {@return the same completion for the locked path} */
    public static Change change(Completion completion) {
        return new Change(RunRef.run(completion.runId()), new Event.Complete(AttemptRef.byToken(completion.fence()),
                Payload.ofNullable(completion.result()), completion.identity()));
    }

    /** {@return the run ids that were touched; the others need {@link #apply} to hear why not} */
    public Set<UUID> heartbeat(List<HeartbeatWrite> heartbeats) {
        List<HeartbeatWrite> ordered = onePerRun(heartbeats, HeartbeatWrite::runId);
        Set<UUID> touched = transactions.run(connection -> statements.heartbeat(connection, ordered));
        for (HeartbeatWrite heartbeat : ordered) {
            if (touched.contains(heartbeat.runId())) {
                listener.beaten(heartbeat);
            }
        }
        return touched;
    }

    /** Decides these changes under locks. {@return the verdicts in the order of the changes} */
    public List<Verdict> apply(List<Change> changes) {
        return tell(transactions.run(connection -> locked.apply(connection, changes)));
    }

    /** Deletes executions, and terminates those that are open. {@return in the same order what there was} */
    public List<Verdict> delete(List<RunRef> runs, String identity) {
        return tell(transactions.run(connection -> deletions.delete(connection, runs, identity)));
    }

    /** {@return whether any timeout is due} */
    public boolean hasDue() {
        return transactions.run(locked::hasDue);
    }

    /** Fires all timeouts that are due. */
    public void fireDue() {
        while (fireSomeDue()) {
            continue;
        }
    }

    /** Fires timeouts that are due. {@return whether more may be} */
    public boolean fireSomeDue() {
        return fireDue(BATCH) == BATCH;
    }

    /** Fires timeouts that are due. {@return how many rows were looked at: fewer than the limit means that no more was due} */
    public int fireDue(int limit) {
        return tell(transactions.run(connection -> locked.fireDue(connection, limit))).size();
    }

    /** Ends all attempts of a node that lost its lease, but those whose rows are locked: they are left for another time. */
    public void loseLease(UUID node) {
        while (loseLease(node, BATCH) == BATCH) {
            continue;
        }
    }

    /** Ends attempts of a node that lost its lease. {@return how many} */
    public int loseLease(UUID node, int limit) {
        return tell(transactions.run(connection -> locked.loseLease(connection, node, limit))).size();
    }

    /** {@return the closed ones among these runs} */
    public List<ClosedExecution> closed(Collection<UUID> runs) {
        return transactions.run(connection -> reads.closed(connection, runs));
    }

    /** {@return those of these runs that are not open} */
    public Set<UUID> notOpen(Collection<UUID> runs) {
        return transactions.run(connection -> reads.notOpen(connection, runs));
    }

    /** {@return everything of that run, or null if there is no such execution} */
    public ExecutionSnapshot find(RunRef run) {
        return transactions.run(connection -> reads.find(connection, run));
    }

    /**
     * Lists executions, open and closed, the latest started first.
     *
     * @param before only those that were started before this run, or null for all
     */
    public List<ActivitySummary> list(Query query, UUID before, int limit) {
        return transactions.run(connection -> listing.list(connection, query, before, limit));
    }

    /** {@return how many executions there are of each group; of the group "" where the query groups by nothing} */
    public Map<String, Long> count(Query query) {
        return transactions.run(connection -> listing.count(connection, query));
    }

    /** Deletes closed executions older than that. {@return how many, at most {@code limit}} */
    public int deleteClosedBefore(Duration age, int limit) {
        return transactions.run(connection -> retention.deleteClosedBefore(connection, age, limit));
    }

    /**
     * {@return the reports in the order of their runs, without those that share a run} A statement could not tell these apart:
     * they are left to the locked path, where one follows the other.
     */
    private static <T> List<T> onePerRun(List<T> reports, Function<T, UUID> runId) {
        List<T> ordered = new ArrayList<>(reports);
        ordered.sort((one, other) -> RunIds.compare(runId.apply(one), runId.apply(other)));
        List<T> alone = new ArrayList<>(ordered.size());
        for (int i = 0; i < ordered.size(); i++) {
            if (!sameRun(ordered, i, i - 1, runId) && !sameRun(ordered, i, i + 1, runId)) {
                alone.add(ordered.get(i));
            }
        }
        return alone;
    }

    private static <T> boolean sameRun(List<T> reports, int one, int other, Function<T, UUID> runId) {
        return other >= 0 && other < reports.size()
                && runId.apply(reports.get(one)).equals(runId.apply(reports.get(other)));
    }

    /** Tells the listener of what has committed. */
    public List<Verdict> tell(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            listener.decided(verdict);
        }
        return verdicts;
    }

    private enum Silence implements StoreListener {
        INSTANCE;

        @Override
        public void decided(Verdict verdict) {
        }

        @Override
        public void completed(Completion completion) {
        }
    }
}
