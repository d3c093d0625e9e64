package io.quarkiverse.activities.runtime.client.handle;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import io.quarkiverse.activities.runtime.store.value.RunRef;

/** Tracks the executions that starts have changed in the transaction of the caller. */
@Singleton
public class JoinedTransaction {

    private static final Object CHANGED_HERE = new Object();

    private final TransactionSynchronizationRegistry registry;

    JoinedTransaction(TransactionSynchronizationRegistry registry) {
        this.registry = registry;
    }

    public boolean isActive() {
        int status = registry.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    /**
     * Refuses to join a transaction that has already rolled back, for example because it timed out while its method still runs.
     * On its own, the work would be committed although everything else was rolled back.
     *
     * @throws IllegalStateException if the transaction of this thread can no longer commit
     */
    public void refuseIfRolledBack(String what) {
        int status = registry.getTransactionStatus();
        if (status == Status.STATUS_ROLLEDBACK || status == Status.STATUS_ROLLING_BACK) {
            throw new IllegalStateException(what
                    + " cannot join the transaction of this thread, because it has been rolled back,"
                    + " for example by its timeout. To start the activity anyway, use transaction(TransactionMode.NONE)");
        }
    }

    /** Records a run that this transaction starts, or terminates to make room for a start. */
    public void remember(UUID run, String activityId) {
        changedHere(true).add(run);
        changedHere(true).add(activityId);
    }

    /** {@return whether the open transaction of this thread has changed that run, or the latest run with that id} */
    public boolean hasChanged(RunRef run) {
        return isActive() && changedHere(false).contains(run.runId() != null ? run.runId() : run.activityId());
    }

    /**
     * Refuses an operation on an execution that the open transaction of this thread has changed: no other connection sees the
     * change yet.
     *
     * @throws IllegalStateException if this transaction has started or terminated the execution
     */
    public void refuseForChangedHere(RunRef run, String what) {
        if (hasChanged(run)) {
            throw new IllegalStateException("This transaction has started or terminated the activity " + Refusals.name(run)
                    + " and has not committed yet. Call it after the commit (" + what + ")");
        }
    }

    /**
     * Refuses an operation on the executions that a query finds, because the query does not find those that the open
     * transaction of this thread has started.
     *
     * @throws IllegalStateException if this transaction has started an execution
     */
    public void refuseAfterStarts(String what) {
        if (isActive() && !changedHere(false).isEmpty()) {
            throw new IllegalStateException(
                    "This transaction has started or signaled executions, which no query finds before its"
                            + " commit. Call it after the commit (" + what + ")");
        }
    }

    @SuppressWarnings("unchecked")
    private Set<Object> changedHere(boolean create) {
        Set<Object> runs = (Set<Object>) registry.getResource(CHANGED_HERE);
        if (runs == null) {
            runs = new HashSet<>();
            if (create) {
                registry.putResource(CHANGED_HERE, runs);
            }
        }
        return runs;
    }

    /**
     * Runs one of the callbacks when the transaction has ended, on the thread that ended it. Neither may use the database.
     */
    public void afterwards(Runnable committed, Runnable rolledBack) {
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
            }

            @Override
            public void afterCompletion(int status) {
                (status == Status.STATUS_COMMITTED ? committed : rolledBack).run();
            }
        });
    }
}
