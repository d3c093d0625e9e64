package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.node.Stages;
import io.quarkiverse.activities.runtime.store.jdbc.JoinedConnections;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.store.RunCommits.Done;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;

/**
 * Reads what Workflow Tasks need, and writes what they have decided. Each method commits before it returns, except
 * {@link #endLocalJoined}, which takes part in the transaction of the calling thread.
 */
@Singleton
public class TaskStore {

    private static final int FEW_CHUNKS = 4;

    private final StoreTransactions transactions;
    private final JoinedConnections joined;
    private final TaskBatches batches;
    private final RunReads reads;
    private final RunLocals locals;
    private final RunClosings closings;
    private final CommitFollower follower;

    TaskStore(StoreTransactions transactions, JoinedConnections joined, TaskBatches batches, RunReads reads, RunLocals locals,
            RunClosings closings, CommitFollower follower) {
        this.transactions = transactions;
        this.joined = joined;
        this.batches = batches;
        this.reads = reads;
        this.locals = locals;
        this.closings = closings;
        this.follower = follower;
    }

    /** {@return what a run in memory has not seen yet; null if another node has gone on with the run, or it is closed} */
    public RunMaterial since(RunRow known) {
        return Stages.await(batches.since(known));
    }

    /** {@return what the run is rebuilt from} */
    public RunMaterial material(RunRow run) {
        // A run with many chunks may be large, so it is read alone
        return run.chunks() <= FEW_CHUNKS ? Stages.await(batches.material(run))
                : transactions.run(connection -> reads.material(connection, run));
    }

    /** {@return the outcomes of transactional Local Activities that have been written, by their numbers} */
    public Map<Integer, LocalOutcome> endedLocals(UUID run) {
        return transactions.run(connection -> locals.read(connection, run));
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

    /**
     * The result of a commit.
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
        Done done = Stages.await(batches.commit(task));
        follower.follow(done.aftermath());
        follower.completed(task.ended().stream().filter(completion -> done.ended().contains(completion.runId()))
                .toList());
        RunRow after = done.answer() == Answer.COMMITTED ? task.row().after(task.line()) : null;
        return new Committed(done.answer(), done.readyAt(), after, done.inbox() > task.row().inbox(), done.scheduled(),
                done.ended());
    }

    /**
     * The result of an attempt to close a run that has timed out.
     *
     * @param answer {@code NOT_YET} if somebody has locked the run
     * @param readyAt when the run that follows it is ready, or null if there is none
     */
    public record TimedOut(Answer answer, Instant readyAt) {
    }

    /** Closes a run of which the run timeout, or the execution timeout, has passed. */
    public TimedOut timeOut(RunRow run, byte[] failure) {
        return follower.following(aftermath -> transactions.run(connection -> {
            aftermath.clear();
            TimedOut answer = closings.timeOut(connection, run.runId(), failure, aftermath);
            if (answer.answer() != Answer.COMMITTED) {
                connection.rollback();
                aftermath.clear();
            }
            return answer;
        }));
    }
}
