package io.quarkiverse.activities.workflow;

/** Says when the call of an activity ends after its cancellation was requested. As in Temporal. */
public enum ActivityCancellationType {
    /**
     * The call fails at once, and the activity is asked to stop. The workflow does not see how the activity ends. An activity
     * that was not yet started never runs.
     */
    TRY_CANCEL,
    /**
     * The activity is asked to stop, and the call waits until it has ended. If the activity completes anyway, the call returns
     * its result.
     */
    WAIT_CANCELLATION_COMPLETED,
    /**
     * The call fails at once, and the activity is not asked to stop. It lives on by its own options, even after the workflow
     * has closed. In Temporal, it is cut off when the workflow closes.
     */
    ABANDON
}
