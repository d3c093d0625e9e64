package io.quarkiverse.activities.runtime.client.handle;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import io.quarkiverse.activities.runtime.store.value.RunRef;

/** The caller's transaction, as far as starts take part in it. */
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

    /** Notes a run that this transaction starts, or terminates to make room, if it commits. */
    public void remember(UUID run, String activityId) {
        changedHere(true).add(run);
        changedHere(true).add(activityId);
    }

    /** {@return whether this thread's transaction, still open, has changed that run, or the latest with that id} */
    boolean hasChanged(RunRef run) {
        return isActive() && changedHere(false).contains(run.runId() != null ? run.runId() : run.activityId());
    }

    /** @throws IllegalStateException if nobody but this transaction can see yet what became of that execution */
    public void refuseForChangedHere(RunRef run, String what) {
        if (hasChanged(run)) {
            throw new IllegalStateException("The activity " + Refusals.name(run)
                    + " was started or terminated in this transaction, which counts only after its commit: do this afterwards ("
                    + what + ")");
        }
    }

    /** @throws IllegalStateException if this thread's transaction, still open, has started anything: no query finds that yet */
    public void refuseAfterStarts(String what) {
        if (isActive() && !changedHere(false).isEmpty()) {
            throw new IllegalStateException("This transaction has started activities, which no query finds before its"
                    + " commit: do this afterwards (" + what + ")");
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
     * Does one or the other when the transaction has ended, on whatever thread ended it: neither may touch the database.
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
