package io.quarkiverse.activities.workflow;

import java.time.Duration;

import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RetryOptions;

/**
 * Describes a child workflow and its options.
 *
 * @param <R> the type of the result
 */
public interface ChildWorkflow<R> {

    /** Sets the Workflow Id. By default, it is the run ID of the parent and a number. */
    ChildWorkflow<R> id(String workflowId);

    /**
     * Sends the child to this Task Queue. By default, it is the Task Queue that the definition of the Workflow Type names, or
     * that of the parent if it names none, or if this application does not have the Workflow Type.
     */
    ChildWorkflow<R> taskQueue(String taskQueue);

    /** Limits how long one run of the child may take. */
    ChildWorkflow<R> runTimeout(Duration timeout);

    /** Limits how long the child may take, including retries and continued runs. */
    ChildWorkflow<R> executionTimeout(Duration timeout);

    /** Sets the retry policy of the child. By default, it is not retried. */
    ChildWorkflow<R> retry(RetryOptions retry);

    /** Sets what happens if the latest run with this Workflow Id is closed. Default: {@code ALLOW_DUPLICATE}. */
    ChildWorkflow<R> reusePolicy(IdReusePolicy policy);

    /** Terminates an open run with this Workflow Id first, instead of refusing to start the child. */
    ChildWorkflow<R> terminateIfRunning();

    /** Sets what happens to the child when the parent closes. Default: {@code TERMINATE}. */
    ChildWorkflow<R> parentClosePolicy(ParentClosePolicy policy);

    /** Sets when the call ends after its cancellation was requested. Default: {@code WAIT_CANCELLATION_COMPLETED}. */
    ChildWorkflow<R> cancellation(ChildCancellationType type);

    /** {@return the child, which starts when the Workflow Task commits} Does not block. */
    ChildHandle<R> start();

    /**
     * Starts the child and blocks until it has closed.
     *
     * @throws ChildWorkflowFailure if it does not start, or closes without a result
     */
    default R execute() {
        return start().result().get();
    }
}
