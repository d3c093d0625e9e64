package io.quarkiverse.activities.runtime.worker.attempt;

/** An attempt that another extension runs, and whose transactional method writes its outcome in its own transaction. */
public interface TransactionalAttempt {

    /** {@return whether this is the transactional method of the attempt itself, not one that it calls} */
    boolean enterTransaction();

    /**
     * Writes the outcome in the transaction of the calling thread, as the last thing before it commits.
     *
     * @throws RuntimeException to roll back, because the attempt is no longer current
     */
    void endInTransaction(Object result);
}
