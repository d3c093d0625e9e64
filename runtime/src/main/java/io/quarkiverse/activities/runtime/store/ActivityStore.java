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
import java.util.function.BiConsumer;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.ActivityTypeSettings;
import io.quarkiverse.activities.TaskQueueSettings;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.IdRules.Decision;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections;
import io.quarkiverse.activities.runtime.store.jdbc.JoinedConnections;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.runtime.store.locked.BoundedRuns;
import io.quarkiverse.activities.runtime.store.locked.DeletePath;
import io.quarkiverse.activities.runtime.store.locked.LockedPath;
import io.quarkiverse.activities.runtime.store.locked.RunAgainPath;
import io.quarkiverse.activities.runtime.store.locked.StartPath;
import io.quarkiverse.activities.runtime.store.sql.ExecutionReads;
import io.quarkiverse.activities.runtime.store.sql.HotStatements;
import io.quarkiverse.activities.runtime.store.sql.Listing;
import io.quarkiverse.activities.runtime.store.sql.PauseTable;
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
import io.quarkiverse.activities.runtime.store.value.RunAgainVerdict;
import io.quarkiverse.activities.runtime.store.value.RunIds;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.RunningAttempt;
import io.quarkiverse.activities.runtime.store.value.SharedSettings;
import io.quarkiverse.activities.runtime.store.value.StartVerdict;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics;
import io.quarkiverse.activities.runtime.store.value.SuspectTasks;
import io.quarkiverse.activities.runtime.store.value.Swept;
import io.quarkiverse.activities.runtime.store.value.TaskPayloads;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Payload;

/**
 * The only entry point to the engine's tables, for the worker, the timers and the client. Each method commits before it
 * returns. The methods whose names end in {@code Joined} are the exception: they take part in the transaction of the calling
 * thread and commit with it.
 */
@Singleton
public class ActivityStore {

    private static final int BATCH = 200;
    private static final UUID FIRST_RUN = new UUID(0, 0);
    /** How far clocks drift apart in this time does not matter. */
    private static final Duration CLOCK = Duration.ofSeconds(30);

    private final EngineConnections connections;
    private final StoreTransactions transactions;
    private final JoinedConnections joined;
    private final HotStatements statements;
    private final QueueTable queues;
    private final PauseTable pauses;
    private final StatisticsTable statistics;
    private final LockedPath locked;
    private final StartPath starts;
    private final DeletePath deletions;
    private final RunAgainPath again;
    private final ExecutionReads reads;
    private final Listing listing;
    private final StoreTime time;
    private final Retention retention;
    private final SetAside setAside = new SetAside(System::nanoTime);
    private final Sweeps sweeps = new Sweeps(setAside);
    private volatile StoreListener listener = StoreListener.NONE;

    ActivityStore(EngineConnections connections, StoreTransactions transactions, JoinedConnections joined,
            HotStatements statements, StoreTime time, LockedPath locked, StartPath starts, DeletePath deletions,
            RunAgainPath again, ExecutionReads reads, Listing listing, QueueTable queues, PauseTable pauses,
            StatisticsTable statistics,
            Retention retention) {
        this.pauses = pauses;
        this.connections = connections;
        this.transactions = transactions;
        this.joined = joined;
        this.statements = statements;
        this.time = time;
        this.locked = locked;
        this.starts = starts;
        this.deletions = deletions;
        this.again = again;
        this.reads = reads;
        this.listing = listing;
        this.queues = queues;
        this.statistics = statistics;
        this.retention = retention;
    }

    /** Sets the listener that is called after each commit. */
    public void listen(StoreListener newListener) {
        listener = newListener;
    }

    /** {@return whether the datasource is active; if not, every use fails with an error that says so} */
    public boolean isActive() {
        return connections.isActive();
    }

    /** {@return whether the database runs inside this process, so that there can be no other node} */
    public boolean isEmbedded() {
        return connections.isEmbedded();
    }

    /** {@return how many transactions of the application can have a connection at the same time} */
    public int connectionsOfApplication() {
        return joined.maximum();
    }

    /** {@return the store's time} */
    public Instant now() {
        return transactions.ask(time::read);
    }

    /** Reads the clock of the database, unless somebody has read it a short while ago. */
    public void followClock() {
        if (time.sinceRead().compareTo(CLOCK) > 0) {
            now();
        }
    }

    /** {@return a new run id} Run ids are ordered by the store's time, as far as this process knows it without asking. */
    public UUID newRunId() {
        return time.newRunId();
    }

    /** Moves the store's time forward, for tests that do not want to wait. */
    public void moveTime(Duration by) {
        time.move(by);
    }

    /** Starts executions. A start that is refused does not affect the others. */
    public List<StartVerdict> start(List<NewExecution> rows) {
        List<Verdict> terminations = new ArrayList<>();
        List<StartVerdict> verdicts = transactions.run(connection -> {
            terminations.clear();
            return starts.start(connection, rows, terminations, null);
        });
        tell(terminations);
        return verdicts;
    }

    /** Starts all of these executions or none: if one start is refused, all of them are rolled back. */
    public List<StartVerdict> startAll(List<NewExecution> rows) {
        List<Verdict> terminations = new ArrayList<>();
        List<StartVerdict> verdicts = transactions.ask(connection -> {
            terminations.clear();
            List<StartVerdict> decided = starts.start(connection, rows, terminations, null);
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
     * Starts executions in the transaction of the calling thread.
     *
     * @param terminations receives the verdicts about executions that were terminated to make room; pass them to
     *        {@link #tell} after the commit
     */
    public List<StartVerdict> startJoined(List<NewExecution> rows, List<Verdict> terminations) {
        StartPath.OtherConnection other = joined.readsSnapshot() ? transactions::ask : null;
        return joined.run("The start", connection -> starts.start(connection, rows, terminations, other));
    }

    /** {@return the Task Queues, among those given, in which a claim may find a task} */
    public Set<String> withTasks(Set<String> taskQueues) {
        return transactions.run(connection -> statements.withTasks(connection, taskQueues));
    }

    /** {@return which of the Task Queues have due tasks of suspects of these types: ordinary claims do not find them} */
    public List<SuspectTasks> suspects(Map<String, List<String>> typesByQueue) {
        return transactions.run(connection -> statements.suspects(connection, typesByQueue));
    }

    /**
     * Claims due tasks. Ignores the settings of their queue.
     *
     * @return the claimed tasks, in the requested order
     */
    public List<ClaimedTask> claim(ClaimRequest request) {
        return transactions.run(connection -> statements.claim(connection, request));
    }

    /** Claims due tasks from several Task Queues, by priority. All requests are of the same node. */
    public List<ClaimedTask> claim(List<ClaimRequest> requests) {
        return transactions.run(connection -> statements.claim(connection, requests));
    }

    /** Claims due tasks as far as the settings of their queue allow it. All nodes share these settings. */
    public LimitedClaim claimLimited(ClaimRequest request) {
        return transactions.run(connection -> queues.claim(connection, request, statements));
    }

    /** {@return the payloads of an attempt that were not part of its claim, or null if the attempt is no longer current} */
    public TaskPayloads payloads(UUID runId, int fence) {
        return transactions.ask(connection -> reads.payloads(connection, runId, fence));
    }

    /** {@return the settings that all nodes share} */
    public SharedSettings sharedSettings() {
        return transactions.run(connection -> new SharedSettings(queues.settings(connection), pauses.types(connection)));
    }

    /**
     * Limits how many tasks all workers together take from a queue per second.
     *
     * @param maxPerSecond the limit, or null for no limit
     */
    public void limitQueue(String taskQueue, Double maxPerSecond) {
        transactions.ask(connection -> queues.limit(connection, taskQueue, maxPerSecond));
    }

    /** Pauses a queue for all workers, and records who paused it and why. */
    public void pauseQueue(String taskQueue, String reason, String identity) {
        transactions.ask(connection -> queues.pause(connection, taskQueue, reason, identity));
    }

    /** Lets workers take tasks from a queue again. */
    public void unpauseQueue(String taskQueue) {
        transactions.ask(connection -> queues.pause(connection, taskQueue, null, null));
    }

    /** Pauses an Activity Type for all workers, and records who paused it and why. */
    public void pauseType(String activityType, String reason, String identity) {
        transactions.ask(connection -> pauses.pause(connection, activityType, reason, identity));
    }

    /** Lets workers take tasks of a type again. */
    public void unpauseType(String activityType) {
        transactions.ask(connection -> pauses.unpause(connection, activityType));
    }

    /** {@return the settings of an Activity Type as callers see them} */
    public ActivityTypeSettings activityType(String activityType) {
        return transactions.ask(connection -> pauses.describe(connection, activityType));
    }

    /** {@return the settings of a queue as callers see them} */
    public TaskQueueSettings queue(String taskQueue) {
        return transactions.ask(connection -> queues.describe(connection, taskQueue));
    }

    /**
     * {@return how many tasks wait in a queue, including delayed ones and retries; the count stops at {@code upTo}} Starts wait
     * for the count, so it must not wait for a connection of callers.
     */
    public long waiting(String taskQueue, long upTo) {
        return transactions.run(connection -> queues.waiting(connection, taskQueue, upTo));
    }

    /** {@return statistics about the rows in the tables} Counts every claimable task, so do not call it for each request. */
    public StoreStatistics statistics() {
        return transactions.query(statistics::read);
    }

    /** {@return the ids of the runs that were closed; pass the other completions to {@link #apply} to decide them} */
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

    /** Notifies the listener of completions that were committed in a transaction of another layer. */
    public void tellCompleted(Collection<Completion> completions) {
        completions.forEach(listener::completed);
    }

    /**
     * Locks the row of an attempt until the transaction of the calling thread ends, if that transaction reads from a snapshot:
     * it could not complete the attempt after somebody else has changed the row.
     *
     * @return whether it locked the row
     */
    public boolean lockJoined(UUID runId, int fence) {
        return joined.readsSnapshot() && joined.run("The attempt", connection -> reads.lock(connection, runId, fence));
    }

    /**
     * Completes an attempt in the transaction of the calling thread.
     *
     * @return an action that notifies the listener, to be run after the commit; null if the attempt was not current
     */
    public Runnable completeJoined(Completion completion) {
        return joined.run("The completion", connection -> {
            if (!statements.complete(connection, List.of(completion)).isEmpty()) {
                return () -> listener.completed(completion);
            }
            return apply(connection, change(completion));
        });
    }

    /**
     * Releases an attempt from its node in the transaction of the calling thread.
     *
     * @return an action that notifies the listener, to be run after the commit; null if the attempt was not current
     */
    public Runnable releaseJoined(UUID runId, int fence) {
        return joined.run("The release of the attempt", connection -> apply(connection,
                new Change(RunRef.run(runId), new Event.ReleaseOwnership(AttemptRef.byToken(fence)))));
    }

    private Runnable apply(Connection connection, Change change) throws SQLException {
        List<Verdict> verdicts = locked.apply(connection, List.of(change));
        return verdicts.get(0).transition() instanceof Applied ? () -> tell(verdicts) : null;
    }

    /** {@return the attempts of these runs that are in progress} */
    public Map<UUID, RunningAttempt> inProgress(Collection<UUID> runs) {
        return transactions.run(connection -> reads.inProgress(connection, runs));
    }

    /** {@return the fences of the attempts that this node owns, by run} */
    public Map<UUID, Integer> owned(UUID node) {
        return transactions.run(connection -> reads.owned(connection, node));
    }

    /** {@return the completion as a change for the locked path} */
    public static Change change(Completion completion) {
        return new Change(RunRef.run(completion.runId()), new Event.Complete(AttemptRef.byToken(completion.fence()),
                Payload.ofNullable(completion.result()), completion.identity()));
    }

    /** {@return the ids of the runs that were updated; pass the other heartbeats to {@link #apply} to decide them} */
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

    /**
     * Decides changes that callers ask for, under row locks. Waits for rows that another transaction has locked.
     *
     * @return the verdicts, in the order of the changes
     */
    public List<Verdict> apply(List<Change> changes) {
        return tell(transactions.ask(connection -> locked.apply(connection, changes)));
    }

    /**
     * Decides reports of attempts, under row locks.
     *
     * @return the verdicts, in the order of the changes
     * @throws StoreException also if another transaction has locked one of the rows
     */
    List<Verdict> report(List<Change> changes) {
        return tell(transactions.run(connection -> locked.apply(connection, changes)));
    }

    /** {@return those of the runs whose rows another transaction has locked} */
    public Set<UUID> locked(Collection<UUID> runs) {
        return transactions.probe(connection -> reads.locked(connection, runs));
    }

    /** {@return those of the starts that have to wait until a transaction of somebody else ends} */
    public List<NewExecution> blocked(List<NewExecution> rows) {
        return transactions.probe(connection -> starts.blocked(connection, rows));
    }

    /**
     * Deletes executions. Terminates the open ones first.
     *
     * @return the verdicts of the terminations, in the order of the runs; they also say which executions existed
     */
    public List<Verdict> delete(List<RunRef> runs, String identity) {
        return tell(transactions.ask(connection -> deletions.delete(connection, runs, identity)));
    }

    /**
     * Removes executions without a trace, with their earlier runs and their follow-ups. Terminates the open ones first.
     *
     * @return the verdicts of the terminations, in the order of the runs
     */
    public List<Verdict> erase(List<RunRef> runs, String identity) {
        return tell(transactions.ask(connection -> deletions.erase(connection, runs, identity))).subList(0, runs.size());
    }

    /** Runs closed executions again. A request that is refused does not affect the others. */
    public List<RunAgainVerdict> runAgain(List<RunRef> runs, String requestId, String reason, String identity) {
        List<RunAgainVerdict> verdicts = transactions.ask(connection -> {
            List<RunAgainVerdict> decided = new ArrayList<>(runs.size());
            for (RunRef run : runs) {
                decided.add(again.runAgain(connection, run, requestId, reason, identity));
            }
            return decided;
        });
        for (RunAgainVerdict verdict : verdicts) {
            if (verdict.row() != null) {
                listener.started(verdict.row(), verdict.scheduledTime());
            }
        }
        return verdicts;
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

    /**
     * Fires one batch of due timeouts.
     *
     * @return whether more may be due
     */
    public boolean fireSomeDue() {
        return fireDue(BATCH).mayBeMore();
    }

    /** Fires due timeouts of up to {@code limit} executions. Sets those aside that cannot be fired now. */
    public Swept fireDue(int limit) {
        Set<UUID> aside = setAside.runs();
        BoundedRuns due = transactions.run(connection -> locked.due(connection, limit, aside));
        if (due.runs().isEmpty()) {
            return Swept.NOTHING;
        }
        Sweeps.Result fired = sweeps.sweep(due.runs(), "fire the timeout of",
                runs -> tell(transactions.run(connection -> locked.fireDue(connection, runs))));
        fired.locked().forEach(setAside::locked);
        return new Swept(fired.count(), due.mayBeMore());
    }

    /**
     * Ends all attempts of a node that lost its lease. Skips those whose rows are locked or cannot be changed; a later call
     * ends them.
     */
    public void loseLease(UUID node) {
        BoundedRuns owned = owned(node, BATCH, FIRST_RUN);
        loseLease(node, owned);
        while (owned.mayBeMore()) {
            owned = owned(node, BATCH, owned.last());
            loseLease(node, owned);
        }
    }

    /** Ends up to {@code limit} attempts of a node that lost its lease. {@return how many} */
    public int loseLease(UUID node, int limit) {
        return loseLease(node, owned(node, limit, FIRST_RUN));
    }

    private BoundedRuns owned(UUID node, int limit, UUID after) {
        Set<UUID> aside = setAside.runs();
        return transactions.run(connection -> locked.ownedBy(connection, node, limit, after, aside));
    }

    private int loseLease(UUID node, BoundedRuns owned) {
        return owned.runs().isEmpty() ? 0
                : sweeps.sweep(owned.runs(), "take over",
                        runs -> tell(transactions.run(connection -> locked.loseLease(connection, node, runs)))).count();
    }

    /**
     * {@return the executions of these runs that are closed}
     *
     * @param unreadable receives each run whose outcome cannot be decoded, with the reason. It must not block
     */
    public List<ClosedExecution> closed(Collection<UUID> runs, BiConsumer<UUID, RuntimeException> unreadable) {
        return transactions.run(connection -> reads.closed(connection, runs, unreadable));
    }

    /** {@return the given runs that are not open: they are closed, or do not exist} */
    public Set<UUID> notOpen(Collection<UUID> runs) {
        return transactions.run(connection -> reads.notOpen(connection, runs));
    }

    /** {@return the complete execution, or null if it does not exist} */
    public ExecutionSnapshot find(RunRef run) {
        return transactions.ask(connection -> reads.find(connection, run));
    }

    /**
     * Lists open and closed executions, the most recently started first.
     *
     * @param before a run id: lists only executions that were started before it; null lists all
     */
    public List<ActivitySummary> list(Query query, UUID before, int limit) {
        return transactions.query(connection -> listing.list(connection, query, before, limit));
    }

    /** {@return how many executions match, by group; the only group is "" if the query does not group} */
    public Map<String, Long> count(Query query) {
        return transactions.query(connection -> listing.count(connection, query));
    }

    /**
     * Deletes executions that closed longer than {@code age} ago.
     *
     * @return how many were deleted, at most {@code limit}
     */
    public int deleteClosedBefore(Duration age, int limit) {
        return transactions.run(connection -> retention.deleteClosedBefore(connection, age, limit));
    }

    /**
     * {@return the reports ordered by run, without those that share a run} One statement cannot apply two reports to the same
     * row, so those are left to the locked path, which applies them one after the other.
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

    /** Notifies the listener of committed verdicts. */
    public List<Verdict> tell(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            listener.decided(verdict);
        }
        return verdicts;
    }
}
