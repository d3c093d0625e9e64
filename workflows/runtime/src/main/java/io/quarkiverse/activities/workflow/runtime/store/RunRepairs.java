package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;

/** What people do to runs that have gone wrong. Each method commits before it returns. */
@Singleton
public class RunRepairs {

    /** Repeats the last Workflow Task. */
    public static final int LAST_TASK = RunResets.LAST;

    private final StoreTransactions transactions;
    private final WorkflowStore store;
    private final RunResets resets;

    RunRepairs(StoreTransactions transactions, WorkflowStore store, RunResets resets) {
        this.transactions = transactions;
        this.store = store;
        this.resets = resets;
    }

    /**
     * Starts a run that repeats another one from a Workflow Task on, and terminates that run if it is open.
     *
     * @param run the run, or null for the latest with this Workflow Id
     * @param task the number of the task, from 1, or {@link #LAST_TASK}
     * @return null if there is no such run
     * @throws IllegalArgumentException if the run has had no such task
     */
    public ResetRun reset(UUID run, String workflowId, int task, String reason, String requestId) {
        return store.following(aftermath -> transactions.ask(connection -> {
            aftermath.clear();
            return resets.reset(connection, run, workflowId, task, reason, requestId, aftermath);
        }));
    }
}
