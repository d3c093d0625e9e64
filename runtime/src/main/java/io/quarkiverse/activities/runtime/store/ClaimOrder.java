package io.quarkiverse.activities.runtime.store;

/** Which of the due tasks of a Task Queue a claim takes first. */
public enum ClaimOrder {

    /** The most urgent priority first, and within one priority the oldest. */
    PRIORITY,

    /** The oldest first, whatever its priority: a turn of this now and then, and nothing starves. */
    OLDEST
}
