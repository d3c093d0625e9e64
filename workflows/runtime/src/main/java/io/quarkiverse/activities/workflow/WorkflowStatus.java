package io.quarkiverse.activities.workflow;

/** The status of a run of a workflow. */
public enum WorkflowStatus {

    RUNNING,
    COMPLETED,
    FAILED,
    CANCELED,
    TERMINATED,
    TIMED_OUT,
    CONTINUED_AS_NEW;

    /** {@return whether the run is over} */
    public boolean isClosed() {
        return this != RUNNING;
    }
}
