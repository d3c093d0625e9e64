package io.quarkiverse.activities.runtime.worker.attempt;

import java.time.Duration;

import jakarta.inject.Singleton;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;

import io.quarkiverse.activities.runtime.definition.ActivityDefinition;

/** Sets the JTA transaction timeout of transactional attempts to their start-to-close timeout, rounded up to seconds. */
@Singleton
public class AttemptTransactions {

    private final TransactionManager manager;

    AttemptTransactions(TransactionManager manager) {
        this.manager = manager;
    }

    /** Sets the timeout for transactions of this thread, if the activity is transactional and has a start-to-close timeout. */
    public void limit(ActivityDefinition definition, Duration startToClose) {
        if (definition.isTransactional() && !startToClose.isZero()) {
            set((int) Math.min(Integer.MAX_VALUE, startToClose.plusMillis(999).toSeconds()));
        }
    }

    /** Resets the timeout for transactions of this thread to the default. */
    public void unlimit(ActivityDefinition definition) {
        if (definition.isTransactional()) {
            set(0); // zero means the default
        }
    }

    private void set(int seconds) {
        try {
            manager.setTransactionTimeout(seconds);
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction manager rejected a transaction timeout of " + seconds + " s", e);
        }
    }
}
