package io.quarkiverse.activities.runtime.worker.attempt;

import java.time.Duration;

import jakarta.inject.Singleton;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;

import io.quarkiverse.activities.runtime.definition.ActivityDefinition;

/** The JTA timeout of a transactional attempt follows its start-to-close timeout. */
@Singleton
public class AttemptTransactions {

    private final TransactionManager manager;

    AttemptTransactions(TransactionManager manager) {
        this.manager = manager;
    }

    void limit(ActivityDefinition definition, Duration startToClose) {
        if (definition.isTransactional() && !startToClose.isZero()) {
            set((int) Math.min(Integer.MAX_VALUE, startToClose.plusMillis(999).toSeconds()));
        }
    }

    void unlimit(ActivityDefinition definition) {
        if (definition.isTransactional()) {
            set(0); // back to the default
        }
    }

    private void set(int seconds) {
        try {
            manager.setTransactionTimeout(seconds);
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction manager refused a timeout of " + seconds + " s", e);
        }
    }
}
