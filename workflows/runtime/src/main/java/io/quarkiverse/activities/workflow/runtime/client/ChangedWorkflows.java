package io.quarkiverse.activities.workflow.runtime.client;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.client.handle.JoinedTransaction;
import io.quarkiverse.activities.runtime.store.value.RunRef;

/** Tracks the workflows that the transaction of the caller has started or signaled. */
@Singleton
class ChangedWorkflows {

    /** Sets Workflow Ids apart from Activity Ids. */
    private static final String WORKFLOW = "workflow ";

    private final JoinedTransaction transactions;
    private final Set<UUID> uncommitted = ConcurrentHashMap.newKeySet();

    ChangedWorkflows(JoinedTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * {@return whether a change becomes part of the transaction of this thread}
     *
     * @throws IllegalStateException if that transaction has been rolled back
     */
    boolean joins(String what) {
        transactions.refuseIfRolledBack(what);
        return transactions.isActive();
    }

    void remember(UUID run, String workflowId) {
        transactions.remember(run, WORKFLOW + workflowId);
        if (uncommitted.add(run)) {
            transactions.afterwards(() -> uncommitted.remove(run), () -> uncommitted.remove(run));
        }
    }

    /** {@return the runs that transactions of this process have started or signaled that have not ended yet} */
    Set<UUID> uncommitted() {
        return Set.copyOf(uncommitted);
    }

    /**
     * Refuses an operation in a transaction of its own on a workflow that the open transaction of this thread has changed. It
     * would not see the change, or wait for the end of that transaction.
     *
     * @throws IllegalStateException if this transaction has started or signaled the workflow
     */
    void refuse(WorkflowRef workflow, String what) {
        if (transactions.hasChanged(new RunRef(workflow.run(), WORKFLOW + workflow.workflowId()))) {
            throw new IllegalStateException("This transaction has started or signaled the workflow " + workflow
                    + " and has not committed yet. Call it after the commit (" + what + ")");
        }
    }

    /**
     * Refuses an operation on the runs that a query finds, because the query does not find those that the open transaction of
     * this thread has started.
     *
     * @throws IllegalStateException if this transaction has started or signaled a workflow, or started an activity
     */
    void refuseAfterChanges(String what) {
        transactions.refuseAfterStarts(what);
    }

    /** Runs this after the commit, on the thread that commits. It must not use the database. */
    void afterCommit(Runnable callback) {
        transactions.afterwards(callback, () -> {
        });
    }
}
