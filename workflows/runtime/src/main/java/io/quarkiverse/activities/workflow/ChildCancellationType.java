package io.quarkiverse.activities.workflow;

/** Says when the call of a child workflow ends after its cancellation was requested. As in Temporal. */
public enum ChildCancellationType {
    /** The call fails at once, and the child is asked to cancel. */
    TRY_CANCEL,
    /** The child is asked to cancel, and the call fails when the request has reached it. */
    WAIT_CANCELLATION_REQUESTED,
    /** The child is asked to cancel, and the call waits until it has closed. */
    WAIT_CANCELLATION_COMPLETED,
    /** The call fails at once, and the child is not asked to cancel. */
    ABANDON
}
