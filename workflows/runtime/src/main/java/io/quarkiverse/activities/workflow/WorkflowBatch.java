package io.quarkiverse.activities.workflow;

import java.util.function.Consumer;

import io.quarkiverse.activities.RequestOptions;

/**
 * Applies an operation to all open runs that a query finds, and a reset also to closed ones. A batch is immutable, and does
 * nothing until you call an operation:
 *
 * <pre>
 * WorkflowBatch old = workflows.batch("WorkflowType = 'OrderFulfilment' AND StartTime &lt; '2026-01-01T00:00:00Z'");
 * old.preview().total();
 * old.cancel("The order is too old").applied();
 * </pre>
 *
 * An operation goes through the open runs from the latest start to the earliest, and returns when all are done. Each run has a
 * transaction of its own. The operation has the same effect on it as the method of {@link WorkflowHandle} with the same name.
 * If a run closes in the meantime, the batch counts it as refused and continues. It processes each run at most once. Runs that
 * start in the meantime may be included or not.
 * <p>
 * <b>If it is interrupted</b>, because the process or the database fails, what is committed stays. Run it again: it finds the
 * runs that still match the query. With a request ID, a run gets the signal only once.
 * <p>
 * <b>An operation never joins the caller's transaction</b>: its changes stay if that transaction is rolled back. In a
 * transaction that has started or signaled workflows, operations throw {@link IllegalStateException}.
 * <p>
 * All operations, and {@link #preview()}, block: on an event-loop thread they throw {@link IllegalStateException}.
 */
public interface WorkflowBatch {

    /**
     * The progress of an operation.
     *
     * @param applied how many runs the operation was applied to, including those that it did not have to change
     * @param refused how many runs had closed in the meantime, or do not take the arguments of the signal
     */
    record Result(long applied, long refused) {
    }

    /** {@return how many runs the query finds now, by {@code ExecutionStatus}} Operations apply to those that are open. */
    WorkflowCount preview();

    /**
     * {@return the same batch, with a listener for its progress} The batch calls the listener after each 200 runs, on the
     * thread that called the operation. An exception of the listener stops the batch there, and is thrown to the caller of the
     * operation.
     */
    WorkflowBatch onProgress(Consumer<Result> listener);

    /**
     * Requests the cancellation of each open run, with a reason, which may be null.
     *
     * @see #cancel(RequestOptions)
     */
    default Result cancel(String reason) {
        return cancel(RequestOptions.because(reason));
    }

    /**
     * Requests the cancellation of each open run.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started or signaled workflows
     * @see WorkflowHandle#cancel(RequestOptions)
     */
    Result cancel(RequestOptions request);

    /**
     * Closes each open run at once, with a reason, which may be null.
     *
     * @see #terminate(RequestOptions)
     */
    default Result terminate(String reason) {
        return terminate(RequestOptions.because(reason));
    }

    /**
     * Closes each open run at once, without asking its code.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started or signaled workflows
     * @see WorkflowHandle#terminate(RequestOptions)
     */
    Result terminate(RequestOptions request);

    /**
     * Sends a signal to each open run.
     *
     * @see #signal(RequestOptions, String, Object...)
     */
    default Result signal(String name, Object... arguments) {
        return signal(RequestOptions.create(), name, arguments);
    }

    /**
     * Sends a signal to each open run. With a request ID, each run gets it once, however often it is sent. A run whose handler
     * does not take the arguments counts as refused.
     *
     * @param name the name of the signal
     * @throws IllegalArgumentException if an argument cannot be serialized or is too large
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started or signaled workflows
     * @see WorkflowHandle#signal(RequestOptions, String, Object...)
     */
    Result signal(RequestOptions request, String name, Object... arguments);

    /**
     * Pauses each open run.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started or signaled workflows
     * @see WorkflowHandle#pause(RequestOptions)
     */
    Result pause(RequestOptions request);

    /**
     * Lets each paused run go on.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started or signaled workflows
     * @see WorkflowHandle#unpause(RequestOptions)
     */
    Result unpause(RequestOptions request);

    /**
     * Tries the Workflow Tasks that have failed at once. A paused run counts as refused.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started or signaled workflows
     * @see WorkflowHandle#retryTask()
     */
    Result retryTask();

    /**
     * Repeats each run, open or closed, from a Workflow Task on. A run counts as refused if it has had no such task, if it is
     * not the latest with its Workflow Id, or if activities that are needed have been deleted.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started or signaled workflows
     * @see WorkflowHandle#reset(ResetPoint, RequestOptions)
     */
    Result reset(ResetPoint point, RequestOptions request);
}
