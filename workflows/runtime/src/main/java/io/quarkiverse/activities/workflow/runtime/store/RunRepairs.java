package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;

/** Operations with which people repair runs that have gone wrong. Each method commits before it returns. */
@Singleton
public class RunRepairs {

    /** Repeats the last Workflow Task. */
    public static final int LAST_TASK = RunResets.LAST;

    private final StoreTransactions transactions;
    private final CommitFollower follower;
    private final RunResets resets;
    private final RunPauses pauses;
    private final RunClosings closings;

    RunRepairs(StoreTransactions transactions, CommitFollower follower, RunResets resets, RunPauses pauses,
            RunClosings closings) {
        this.transactions = transactions;
        this.follower = follower;
        this.resets = resets;
        this.pauses = pauses;
        this.closings = closings;
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
        return follower.following(aftermath -> transactions.ask(connection -> {
            aftermath.clear();
            return resets.reset(connection, run, workflowId, task, reason, requestId, aftermath);
        }));
    }

    /** {@return whether the run was open} */
    public boolean terminate(UUID run, String reason) {
        return follower.following(aftermath -> transactions.ask(connection -> {
            aftermath.clear();
            return closings.terminate(connection, run, reason, aftermath);
        }));
    }

    /** {@return whether the run is open, so that it is paused now, or a request with the same id has paused it before} */
    public boolean pause(UUID run, String reason, String requestId) {
        return transactions.ask(connection -> pauses.pause(connection, run, reason, requestId));
    }

    /** {@return whether the run is open, and not paused any more} */
    public boolean unpause(UUID run) {
        return transactions.ask(connection -> pauses.unpause(connection, run));
    }

    /** {@return why the run was paused for the last time, or null} */
    public String pauseReason(UUID run) {
        return transactions.ask(connection -> pauses.reason(connection, run));
    }

    /** {@return whether the Workflow Task of the open run has failed, and any node may try it now} */
    public boolean retryTask(UUID run) {
        return transactions.ask(connection -> pauses.retry(connection, run));
    }
}
