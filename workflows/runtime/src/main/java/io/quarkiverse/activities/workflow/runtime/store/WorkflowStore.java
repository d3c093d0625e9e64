package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.jdbc.JoinedConnections;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityIds;

/**
 * Finds runs and reads what is known of them, and has the time and the ids of the store. Each method commits before it returns,
 * except {@link #findJoined}, which takes part in the transaction of the calling thread.
 */
@Singleton
public class WorkflowStore {

    private final StoreTransactions transactions;
    private final JoinedConnections joined;
    private final StoreTime time;
    private final ActivityStore activities;
    private final RunReads reads;
    private final RunTraces traces;
    private final RunValues values;
    private final RunFamilies families;

    WorkflowStore(StoreTransactions transactions, JoinedConnections joined, StoreTime time, ActivityStore activities,
            RunReads reads, RunTraces traces, RunValues values, RunFamilies families) {
        this.transactions = transactions;
        this.joined = joined;
        this.time = time;
        this.activities = activities;
        this.reads = reads;
        this.traces = traces;
        this.values = values;
        this.families = families;
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

    /** {@return everything that is known of the run} */
    public RunTrace trace(RunRow run) {
        return transactions.ask(connection -> traces.read(connection, run));
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
        return number != null ? ActivityIds.of(run, number)
                : ActivityIds.isOf(run, activityId) ? activityId : null;
    }

    /** {@return the Workflow Ids of the open children of a run} */
    public List<String> openChildren(UUID run) {
        return transactions.ask(connection -> families.openIds(connection, run));
    }
}
