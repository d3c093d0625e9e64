package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;

/** Decides which node owns a run, and until when. Each method commits before it returns. */
@Singleton
public class ClaimStore {

    private final StoreTransactions transactions;
    private final RunClaims claims;
    private final RunOwners owners;
    private final RunReads reads;
    private final RunDeadlines deadlines;

    ClaimStore(StoreTransactions transactions, RunClaims claims, RunOwners owners, RunReads reads, RunDeadlines deadlines) {
        this.transactions = transactions;
        this.claims = claims;
        this.owners = owners;
        this.reads = reads;
        this.deadlines = deadlines;
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

    /** Takes back the runs of a node, except those that another transaction has locked. {@return these runs} */
    public List<UUID> giveUp(UUID node) {
        return transactions.run(connection -> claims.giveUp(connection, node));
    }

    /** Takes back the runs of all nodes but this one. */
    public void giveUpOthers(UUID node) {
        transactions.run(connection -> claims.giveUpOthers(connection, node));
    }
}
