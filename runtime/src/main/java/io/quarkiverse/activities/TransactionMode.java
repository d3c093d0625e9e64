package io.quarkiverse.activities;

/** Decides whether a start joins the caller's transaction. */
public enum TransactionMode {
    /**
     * Joins the active JTA transaction: the execution exists if and only if the transaction commits. Without an active
     * transaction, the execution starts at once. This is the default.
     */
    JOIN,
    /**
     * Starts at once, whether or not an active transaction commits. If an execution with the same Activity Id was started in
     * that transaction, the start throws {@code IllegalStateException}, because it would have to wait for the end of the
     * transaction.
     */
    NONE
}
