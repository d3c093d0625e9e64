package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.jdbc.JoinedConnections;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.store.RunCommits.Done;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;

/**
 * The only entry point to the tables of the workflows. Each method commits before it returns. The methods whose names end in
 * {@code Joined} are the exception: they take part in the transaction of the calling thread and commit with it.
 */
@Singleton
public class WorkflowStore {

    private final StoreTransactions transactions;
    private final StoreTime time;
    private final JoinedConnections joined;
    private final ActivityStore activities;
    private final RunStarts starts;
    private final RunClaims claims;
    private final RunReads reads;
    private final TaskBatches batches;
    private final RunClosings closings;
    private final RunMessages messages;
    private final RunInboxes inboxes;
    private final RunOwners owners;
    private final RunLocals locals;
    private final RunTraces traces;
    private final RunFamilies families;
    private final OutboxWork outbox;
    private final RunDeadlines deadlines;
    private volatile Consumer<RunFollowUps> listener = followUps -> {
    };

    private final RunValues values;
    private final SignaledStarts signaled;
    private final RunUpdates updates;
    private final UpdatedStarts updated;
    private final StartBatches startBatches;

    WorkflowStore(StoreTransactions transactions, StoreTime time, JoinedConnections joined, ActivityStore activities,
            RunStarts starts, RunClaims claims, RunReads reads, TaskBatches batches, RunClosings closings,
            RunMessages messages, RunInboxes inboxes, RunOwners owners, RunLocals locals, RunTraces traces,
            RunFamilies families, OutboxWork outbox, RunValues values, SignaledStarts signaled, RunUpdates updates,
            UpdatedStarts updated, RunDeadlines deadlines, StartBatches startBatches) {
        this.transactions = transactions;
        this.time = time;
        this.joined = joined;
        this.activities = activities;
        this.starts = starts;
        this.claims = claims;
        this.reads = reads;
        this.batches = batches;
        this.closings = closings;
        this.messages = messages;
        this.inboxes = inboxes;
        this.owners = owners;
        this.locals = locals;
        this.traces = traces;
        this.values = values;
        this.signaled = signaled;
        this.updates = updates;
        this.updated = updated;
        this.families = families;
        this.outbox = outbox;
        this.deadlines = deadlines;
        this.startBatches = startBatches;
    }

    /** Sets who follows up, after each commit, what it has done to runs. */
    public void listen(Consumer<RunFollowUps> newListener) {
        listener = newListener;
    }

    <T> T following(Function<Aftermath, T> work) {
        Aftermath aftermath = new Aftermath();
        T result = work.apply(aftermath);
        follow(aftermath);
        return result;
    }

    private void follow(Aftermath aftermath) {
        activities.tell(aftermath.verdicts());
        RunFollowUps followUps = aftermath.followUps();
        if (!followUps.isEmpty()) {
            listener.accept(followUps);
        }
    }

    /** {@return a new run id} */
    public UUID newRunId() {
        return activities.newRunId();
    }

    /** {@return the store's time as far as this process knows it without asking} */
    public Instant estimatedNow() {
        return time.estimate();
    }

    /** {@return the store's time} */
    public Instant now() {
        return activities.now();
    }

    /** {@return whether the database runs inside this process, so that there can be no other node} */
    public boolean isEmbedded() {
        return activities.isEmbedded();
    }

    /** {@return whether to start this run with {@link #startInBatch}} */
    public boolean startsInBatches(NewRun run) {
        return startBatches.takes(run);
    }

    /**
     * Starts a run together with others.
     *
     * @param node the node that takes the run at once, or null if it waits for a claim
     * @return a stage that completes on the thread of the batch, so only code of the engine may depend on it
     */
    public CompletableFuture<OwnStart> startInBatch(NewRun run, UUID node) {
        return startBatches.start(run, node).thenApply(started -> {
            follow(started.aftermath());
            return started.start();
        });
    }

    /** @param node the node that takes the run at once, or null if it waits for a claim */
    public OwnStart start(NewRun run, UUID node) {
        return following(aftermath -> transactions.ask(connection -> {
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
        afterCommit.accept(() -> follow(aftermath));
        return started;
    }

    /** Starts a run or finds the open one, and sends it a message, both or nothing. */
    public StartedRun start(NewRun run, NewMessage message) {
        return following(aftermath -> transactions.ask(connection -> {
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
        afterCommit.accept(() -> follow(aftermath));
        return started;
    }

    /** Tells a run that a message has been committed for it, and ends its start delay. */
    public void begin(UUID run) {
        transactions.run(connection -> {
            inboxes.begin(connection, run);
            return inboxes.arrived(connection, run, 1);
        });
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

    /** Starts a run or finds the open one, and sends it an update, both or nothing. */
    public UpdatedRun start(NewRun run, String name, byte[] payload, String updateId) {
        NewMessage update = new NewMessage(StoredMessage.Kind.UPDATE, name, payload, updateId);
        return following(aftermath -> transactions.ask(connection -> {
            aftermath.clear();
            UpdatedRun answer = updated.start(connection, run, update, aftermath);
            if (answer.update() != null && answer.update().state() == null && !answer.run().started()) {
                inboxes.arrived(connection, answer.run().runId(), 1);
            }
            return answer;
        }));
    }

    /** {@return the update with this number, or null if it has been deleted} */
    public StoredUpdate findUpdate(long id) {
        return transactions.ask(connection -> updates.find(connection, id));
    }

    /**
     * {@return runs that this node owns now, the most urgent first}
     *
     * @param kinds the types and versions that the node knows, as {@link RunRow#kind} writes them
     * @param byAge whether those that have been ready for the longest are taken, whatever their priority
     */
    public List<RunRow> claim(String taskQueue, Collection<String> kinds, UUID node, int limit, boolean byAge) {
        return transactions.run(connection -> claims.claim(connection, taskQueue, kinds, node, limit, byAge));
    }

    /**
     * {@return those of the runs that are ready, and that this node owns now}
     *
     * @param build the build of the node, which may try a blocked run at once that it has not tried yet
     */
    public List<RunRow> claim(Collection<UUID> runs, Map<String, Collection<String>> kinds, UUID node, String build) {
        return transactions.run(connection -> claims.claim(connection, runs, kinds, node, build));
    }

    /** {@return some of the blocked runs whose code this build has not tried since their last Workflow Task} */
    public List<UUID> blockedElsewhere(Map<String, Collection<String>> kinds, String build) {
        return transactions.run(connection -> claims.blockedElsewhere(connection, kinds, build));
    }

    /** {@return how long until the next run of the queue is ready, or null if none will be} */
    public Duration untilReady(String taskQueue, Collection<String> kinds) {
        return transactions.run(connection -> claims.untilReady(connection, taskQueue, kinds));
    }

    /** {@return what a run in memory has not seen yet; null if another node has gone on with the run, or it is closed} */
    public RunMaterial since(RunRow known) {
        return join(batches.since(known));
    }

    private static <T> T join(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** {@return what the run is rebuilt from} */
    public RunMaterial material(RunRow run) {
        // A run with chunks may be large, so it is read alone
        return run.chunks() == 0 ? join(batches.material(run))
                : transactions.run(connection -> reads.material(connection, run));
    }

    /** {@return everything that is known of the run} */
    public RunTrace trace(RunRow run) {
        return transactions.ask(connection -> traces.read(connection, run));
    }

    /** {@return the run as its row is now, or null if this node no longer owns it} */
    public RunRow owned(RunRow run) {
        RunRow now = transactions.run(connection -> reads.open(connection, run.runId()));
        return now != null && now.epoch() == run.epoch() && now.state() == RunState.OWNED ? now : null;
    }

    /** {@return those of the runs that are owned, by whichever node} */
    public List<OwnedRun> owned(Collection<UUID> runs) {
        return transactions.run(connection -> owners.owned(connection, runs));
    }

    /** Extends the ownership of these runs by one task timeout, if the node still has it. */
    public void extend(Collection<UUID> runs, UUID node) {
        transactions.run(connection -> owners.extend(connection, runs, node));
    }

    /**
     * Writes the outcome of a Local Activity in the transaction of the calling thread, which then excludes other owners of the
     * run until it ends.
     *
     * @return false if the run is closed, or was claimed again since this epoch; the transaction must roll back
     */
    public boolean endLocalJoined(UUID run, int epoch, int number, LocalOutcome outcome) {
        return joined.run("The outcome of a Local Activity",
                connection -> locals.write(connection, run, epoch, number, outcome));
    }

    /** {@return the outcomes of transactional Local Activities that have been written, by their numbers} */
    public Map<Integer, LocalOutcome> endedLocals(UUID run) {
        return transactions.run(connection -> locals.read(connection, run));
    }

    /** {@return whether the node still owns the run, which it may now do for one more task timeout} */
    public boolean extend(RunRow run) {
        return transactions.run(connection -> claims.extend(connection, run));
    }

    /** Lets any node take the run after the delay. */
    public void giveBack(RunRow run, Duration delay) {
        transactions.run(connection -> claims.giveBack(connection, run, delay));
    }

    /**
     * Records that the Workflow Task failed, or that the code does not fit the journal. The run is tried again.
     *
     * @param blockedBy the build whose code does not fit the journal, or null if the task failed
     */
    public void failed(RunRow run, String blockedBy, String failure, Duration backoff) {
        transactions.run(connection -> claims.failed(connection, run, blockedBy, failure, backoff));
    }

    /**
     * What a commit led to.
     *
     * @param readyAt the time from which a node may take the run again, or the one that follows it; or null
     * @param row the run after the commit, if it was committed and is open
     * @param arrived whether more has arrived than the task has seen
     * @param scheduled when its activities were scheduled, by their run ids
     * @param ended those of the activities that had ended whose completion has committed, even if the task has not
     */
    public record Committed(Answer answer, Instant readyAt, RunRow row, boolean arrived, Map<UUID, Instant> scheduled,
            Set<UUID> ended) {
    }

    /** Writes what a Workflow Task has decided, all or nothing. */
    public Committed commit(TaskCommit task) {
        Done done = join(batches.commit(task));
        follow(done.aftermath());
        activities.tellCompleted(task.ended().stream().filter(completion -> done.ended().contains(completion.runId()))
                .toList());
        RunRow after = done.answer() == Answer.COMMITTED ? task.row().after(task.line()) : null;
        return new Committed(done.answer(), done.readyAt(), after, done.inbox() > task.row().inbox(), done.scheduled(),
                done.ended());
    }

    /** {@return whether the run was open} */
    public boolean terminate(UUID run, String reason) {
        return following(aftermath -> transactions.ask(connection -> {
            aftermath.clear();
            return closings.terminate(connection, run, reason, aftermath);
        }));
    }

    /**
     * What became of a run whose time is over.
     *
     * @param answer {@code NOT_YET} if somebody has locked the run
     * @param readyAt when the run that follows it is ready, or null if there is none
     */
    public record TimedOut(Answer answer, Instant readyAt) {
    }

    /** Closes a run of which the run timeout, or the execution timeout, has passed. */
    public TimedOut timeOut(RunRow run, byte[] failure) {
        return following(aftermath -> transactions.run(connection -> {
            aftermath.clear();
            TimedOut answer = closings.timeOut(connection, run.runId(), failure, aftermath);
            if (answer.answer() != Answer.COMMITTED) {
                connection.rollback();
                aftermath.clear();
            }
            return answer;
        }));
    }

    /** {@return the memo of the run as it is now, and what it has published} */
    public List<StoredValue> values(RunRow run) {
        return transactions.ask(connection -> values.read(connection, run.runId()));
    }

    /**
     * {@return the Activity Id of the execution of an activity of a run, or null if the run has no such activity}
     *
     * @param activityId an Activity Id that the code has chosen, or that of the execution
     */
    public String executionOf(UUID run, String activityId) {
        Integer number = transactions.ask(connection -> values.activity(connection, run, activityId));
        return number != null ? RunClosings.activityId(run, number)
                : RunClosings.isActivityOf(run, activityId) ? activityId : null;
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

    /** {@return whether everything in the outbox of the run is delivered; if not, try again later} */
    public boolean deliver(UUID run) {
        return outbox.deliver(run, this::follow);
    }

    /** {@return runs with something in their outbox} */
    public List<UUID> withOutbox() {
        return outbox.runs();
    }

    /** {@return the Workflow Ids of the open children of a run} */
    public List<String> openChildren(UUID run) {
        return transactions.ask(connection -> families.openIds(connection, run));
    }

    /** Tells a run that a message has been committed for it. If nobody does, the sweep finds the message. */
    public void wake(UUID run) {
        transactions.run(connection -> inboxes.arrived(connection, run, 1));
    }

    /** {@return the run, or the latest run with the Workflow Id if no run is given; null if there is none} */
    public RunRow find(UUID run, String workflowId) {
        return transactions.ask(connection -> reads.find(connection, run, workflowId));
    }

    /** {@return the same, as the transaction of the calling thread sees it} */
    public RunRow findJoined(UUID run, String workflowId) {
        return joined.run("The workflow", connection -> reads.find(connection, run, workflowId));
    }

    /** {@return those of the runs that are open} */
    public List<UUID> open(Collection<UUID> runs) {
        return transactions.run(connection -> reads.existing(connection, runs));
    }

    /** {@return those of the runs that are closed} */
    public List<RunRow> closed(Collection<UUID> runs) {
        return transactions.run(connection -> reads.closed(connection, runs));
    }

    /** Takes back runs of dead nodes, and wakes runs with messages nobody has told them of. {@return how many} */
    public int sweep() {
        return transactions.run(claims::sweep);
    }

    /**
     * {@return some of the open runs whose time is over}
     *
     * @param after the last run that was read before, or null for the first ones
     */
    public List<RunRow> overdue(RunRow after) {
        return transactions.run(connection -> deadlines.overdue(connection, after));
    }

    /** Takes back all runs of a node. */
    public void giveUp(UUID node) {
        transactions.run(connection -> claims.giveUp(connection, node));
    }

    /** Takes back the runs of all nodes but this one. */
    public void giveUpOthers(UUID node) {
        transactions.run(connection -> claims.giveUpOthers(connection, node));
    }
}
