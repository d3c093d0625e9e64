package io.quarkiverse.activities.workflow;

/** Says what happens to an open child workflow when its parent closes, in whatever way. As in Temporal. */
public enum ParentClosePolicy {
    /** The child is terminated. */
    TERMINATE,
    /** The child is asked to cancel, and may clean up. */
    REQUEST_CANCEL,
    /** The child continues. */
    ABANDON
}
