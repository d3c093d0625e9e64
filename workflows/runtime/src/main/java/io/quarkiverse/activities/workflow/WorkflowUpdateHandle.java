package io.quarkiverse.activities.workflow;

/**
 * An update that a workflow has accepted.
 *
 * @param <U> the type of the result
 */
public interface WorkflowUpdateHandle<U> {

    /** {@return the update ID} */
    String updateId();

    /** {@return the run that has accepted it} */
    String runId();

    /**
     * Waits until the handler of the update has ended.
     *
     * @return the result; null for a handler that returns nothing
     * @throws WorkflowUpdateException if the handler failed, or the run closed before it ended
     * @throws IllegalStateException on an event-loop thread
     */
    U result();
}
