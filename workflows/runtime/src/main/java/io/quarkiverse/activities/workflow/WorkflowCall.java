package io.quarkiverse.activities.workflow;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.TransactionMode;

/**
 * Describes a run of a workflow that you are about to start, and its options. A call is not thread-safe, and can be started
 * once.
 *
 * @param <R> the type of the result
 */
public interface WorkflowCall<R> {

    /**
     * Sets the Workflow Id: 1 to 1000 bytes in UTF-8, unique among open runs. By default, the Workflow Id is the run ID.
     */
    WorkflowCall<R> id(String workflowId);

    /** Sends the run to this Task Queue. Needed only for workflows of other applications. */
    WorkflowCall<R> taskQueue(String taskQueue);

    /** Limits how long a Workflow Task may take before another node runs it again. Default: 10 seconds. */
    WorkflowCall<R> taskTimeout(Duration timeout);

    /** Limits how long the run may take. The limit begins anew for a run that continues it. Default: no limit. */
    WorkflowCall<R> runTimeout(Duration timeout);

    /** Sets what happens if the latest run with this Workflow Id is closed. Default: {@code ALLOW_DUPLICATE}. */
    WorkflowCall<R> reusePolicy(IdReusePolicy policy);

    /** Sets what happens if a run with this Workflow Id is open. Default: {@code FAIL}. */
    WorkflowCall<R> conflictPolicy(IdConflictPolicy policy);

    /**
     * Makes this start repeatable: if the latest run with this Workflow Id was started with the same request ID, the start
     * returns a handle of that run instead of starting another one.
     */
    WorkflowCall<R> requestId(String requestId);

    /** Sets whether the start joins the caller's transaction. Default: {@code JOIN}. */
    WorkflowCall<R> transaction(TransactionMode mode);

    /**
     * Starts the workflow. In an active JTA transaction, the run becomes part of the transaction. Otherwise it is committed
     * when this method returns.
     *
     * @throws IllegalArgumentException if an option or argument is invalid, or an argument cannot be serialized or is too large
     * @throws WorkflowAlreadyStartedException if the Workflow Id is in use and the policies do not allow another start
     * @throws IllegalStateException on an event-loop thread: use {@link #startAsync()} there
     */
    WorkflowHandle<R> start();

    /**
     * Starts the workflow without blocking the thread. In an active JTA transaction the row is written at once on the calling
     * thread, because a transaction belongs to its thread. The stage fails with the exceptions that {@link #start()} throws.
     */
    CompletionStage<WorkflowHandle<R>> startAsync();

    /**
     * Starts the workflow and waits for its result.
     *
     * @throws WorkflowFailedException if the workflow closes without a result
     * @throws IllegalStateException in a transaction that the start would join: the workflow cannot run before the commit
     */
    R execute();

    /** Starts the workflow without blocking the thread. The stage completes with the result. */
    CompletionStage<R> executeAsync();
}
