package io.quarkiverse.activities.workflow;

import java.util.concurrent.CompletionStage;

/** A workflow that was started. */
public interface WorkflowHandle<R> {

    /** {@return the Workflow Id} */
    String workflowId();

    /** {@return the run, or null if the handle is for the latest run} */
    String runId();

    /**
     * Waits for the result. Follows runs that continue as new.
     *
     * @throws WorkflowFailedException if the workflow closes without a result
     */
    R result();

    /** {@return the result as a stage} */
    CompletionStage<R> resultAsync();

    /**
     * Sends a signal. It is part of the transaction of the calling thread, if there is one.
     *
     * @throws WorkflowNotFoundException if the workflow is not open
     */
    void signal(String name, Object... arguments);

    /**
     * Asks the workflow, which this node rebuilds from its journal. Works for closed runs too.
     *
     * @throws IllegalArgumentException if it has no such query, or the query throws; the cause is what it threw
     */
    <T> T query(String name, Class<T> resultType, Object... arguments);

    /** Requests the cancellation. The workflow decides what follows. */
    void cancel(String reason);

    /** Closes the workflow without asking it. Its activities are canceled. */
    void terminate(String reason);

    /** {@return the run as it is now} */
    WorkflowDescription describe();

    /** {@return the history of the run, open or closed} Activities whose rows have been deleted have no outcome in it. */
    WorkflowHistory history();

    /**
     * Deletes the run: its journal, its messages and its activities. Without this, it is deleted after the retention of closed
     * activities.
     *
     * @throws IllegalStateException if the run is open: terminate it first
     * @throws WorkflowNotFoundException if there is no such run
     */
    void delete();
}
