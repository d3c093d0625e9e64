package io.quarkiverse.activities;

/** How a start relates to the caller's transaction. */
public enum TransactionMode {
    /**
     * Join the active JTA transaction: the execution exists if and only if it commits. Without one, start at once. The default.
     */
    JOIN,
    /**
     * Start at once, whatever becomes of a transaction that may be active. An id that was started in that transaction is
     * refused with an {@code IllegalStateException}: the start could only wait for its end.
     */
    NONE
}
