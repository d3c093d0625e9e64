package io.quarkiverse.activities.workflow;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.TransactionMode;

/** A workflow to start. Set options, then start it. */
public interface WorkflowCall<R> {

    /** Sets the Workflow Id. Without it, the run id is the Workflow Id. */
    WorkflowCall<R> id(String workflowId);

    /** Sets the Task Queue. Needed only for workflows of other applications. */
    WorkflowCall<R> taskQueue(String taskQueue);

    /** Sets how long a Workflow Task may take before another node runs it again. Default: 10 seconds. */
    WorkflowCall<R> taskTimeout(Duration timeout);

    /** Sets how long the run may take. Default: no limit. */
    WorkflowCall<R> runTimeout(Duration timeout);

    /** Sets whether the id of a closed run can be used again. Default: always. */
    WorkflowCall<R> reusePolicy(IdReusePolicy policy);

    /** Sets what happens if a run with the id is open. Default: the start fails. */
    WorkflowCall<R> conflictPolicy(IdConflictPolicy policy);

    /** Makes the start repeatable: a second start with the same request id returns the run of the first. */
    WorkflowCall<R> requestId(String requestId);

    /** Sets whether the start is part of the transaction of the calling thread. Default: it is, if there is one. */
    WorkflowCall<R> transaction(TransactionMode mode);

    /**
     * Starts the workflow, and waits until its start is stored.
     *
     * @throws WorkflowAlreadyStartedException if the id is in use
     */
    WorkflowHandle<R> start();

    /** Starts the workflow without blocking. Does not join a transaction. */
    CompletionStage<WorkflowHandle<R>> startAsync();

    /** Starts the workflow and waits for its result. */
    R execute();
}
