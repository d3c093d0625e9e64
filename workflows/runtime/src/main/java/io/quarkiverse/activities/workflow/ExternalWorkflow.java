package io.quarkiverse.activities.workflow;

import io.quarkiverse.activities.ActivityProcedure;

/** Another workflow, which this one can signal and cancel. */
public interface ExternalWorkflow {

    /** {@return the Workflow Id} */
    String workflowId();

    /** {@return the run ID that was given, or null if the latest run is meant} */
    String runId();

    /**
     * Signals the workflow, and blocks until the signal is delivered.
     *
     * @throws io.quarkiverse.activities.failure.ApplicationFailure of type
     *         {@code SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE_EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND} if there is no open
     *         workflow with this Workflow Id, or if it is the calling workflow itself
     */
    void signal(String name, Object... arguments);

    /**
     * Signals the workflow as {@link #signal(String, Object...)} does.
     *
     * @param call calls exactly one signal method on its parameter
     */
    <T> void signal(Class<T> workflow, ActivityProcedure<T> call);

    /**
     * Requests the cancellation of the workflow, and blocks until the request is delivered. Has no effect on a closed workflow.
     *
     * @throws ExternalCancelException if there has never been a workflow with this Workflow Id
     */
    void cancel();
}
