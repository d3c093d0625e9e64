package io.quarkiverse.activities.workflow;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.RetryOptions;
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

    /** Limits how long a Workflow Task may take before a node runs it again. Default: 10 seconds. */
    WorkflowCall<R> taskTimeout(Duration timeout);

    /**
     * Limits how long the run may take, from the end of its start delay. Each run that continues it or retries it has the same
     * limit again. Zero, the default, means no limit.
     */
    WorkflowCall<R> runTimeout(Duration timeout);

    /**
     * Limits how long the workflow may take, with all runs that continue it or retry it. Zero, the default, means no limit.
     */
    WorkflowCall<R> executionTimeout(Duration timeout);

    /**
     * Delays the first Workflow Task. A signal does not shorten the delay, but a request to cancel the run does, and so does a
     * {@code signalWithStart} that finds it.
     */
    WorkflowCall<R> startDelay(Duration delay);

    /**
     * Sets a retry policy: if the run fails or exceeds its run timeout, another run with the same Workflow Id and input
     * follows after the backoff. Only the failure that leaves the workflow method counts, not its causes. Without a retry
     * policy, the default, a run is not retried. Fields that are not set have the defaults of activities.
     */
    WorkflowCall<R> retry(RetryOptions retry);

    /**
     * Sets the priority: 1 (first) to 5 (last). 0, the default, counts as 3. If more runs are ready than a node can take, it
     * takes those with the lowest number first; every fourth time, it takes those that have been ready for the longest.
     * Children inherit the priority, and so do activities for which no priority is set.
     */
    WorkflowCall<R> priority(int priority);

    /**
     * Adds a value to the memo: values that describe the run to people and clients. The workflow can read and change them.
     *
     * @throws IllegalArgumentException if the value cannot be serialized or is too large
     */
    WorkflowCall<R> memo(String key, Object value);

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
     * Starts the workflow and sends it a signal, or sends the signal to the run that is open: both or nothing. The handler of
     * the signal runs before the first line of a workflow method that is started. Joins the transaction as {@link #start()}
     * does. With a request ID, the workflow is started once and gets the signal once.
     * <p>
     * If a run with the Workflow Id is open, it gets the signal ({@code USE_EXISTING}, the default here), which ends its start
     * delay, or is terminated first ({@code TERMINATE_EXISTING}).
     *
     * @param name the name of the signal
     * @throws IllegalArgumentException as {@link #start()} does, and if the conflict policy is {@code FAIL}
     * @throws WorkflowAlreadyStartedException if the policies do not allow the start; then the signal is not sent
     * @throws IllegalStateException on an event-loop thread
     */
    WorkflowHandle<R> signalWithStart(String name, Object... arguments);

    /**
     * Does the same with a typed signal: {@code call.signalWithStart(OrderFulfilment.class, w -> w.approve(approval))}.
     *
     * @param signal calls exactly one signal method on its parameter
     * @see #signalWithStart(String, Object...)
     */
    <T> WorkflowHandle<R> signalWithStart(Class<T> workflow, ActivityProcedure<T> signal);

    /**
     * Starts the workflow and sends it an update, or sends the update to the run that is open, and waits for the result of the
     * update.
     *
     * @param name the name of the update
     * @param resultType the type to read the result as; {@code Void.class} if there is none
     * @throws WorkflowUpdateException if the update is rejected, its handler fails, or the run closes before it ends
     * @see #startUpdateWithStart(RequestOptions, String, Class, Object...)
     */
    default <U> U updateWithStart(String name, Class<U> resultType, Object... arguments) {
        return startUpdateWithStart(RequestOptions.create(), name, resultType, arguments).result();
    }

    /**
     * Does the same with a typed update: {@code call.updateWithStart(Cart.class, c -> c.add(item))}.
     *
     * @param update calls exactly one update method on its parameter
     * @see #updateWithStart(String, Class, Object...)
     */
    default <T, U> U updateWithStart(Class<T> workflow, ActivityFunction<T, U> update) {
        return startUpdateWithStart(RequestOptions.create(), workflow, update).result();
    }

    /**
     * Starts the workflow and sends it an update, or sends the update to the run that is open, both or nothing, and waits until
     * the workflow has accepted the update. The handler of the update begins before the first line of a workflow method that is
     * started. If the update is rejected, a run that was started stays open.
     * <p>
     * If a run with the Workflow Id is open, it gets the update ({@code USE_EXISTING}, the default here), or nothing happens
     * ({@code FAIL}). Never joins the caller's transaction.
     *
     * @param request its request ID is the update ID: if the latest run with the Workflow Id has had this update, nothing is
     *        started, and its outcome is returned
     * @throws IllegalArgumentException as {@link #start()} does, and if the conflict policy is {@code TERMINATE_EXISTING}
     * @throws WorkflowAlreadyStartedException if the policies do not allow the start; then the update is not sent
     * @throws WorkflowUpdateException if the update is rejected
     * @throws IllegalStateException on an event-loop thread, in a transaction that has started or signaled the workflow, or if
     *         the open run has too many updates
     */
    <U> WorkflowUpdateHandle<U> startUpdateWithStart(RequestOptions request, String name, Class<U> resultType,
            Object... arguments);

    /**
     * Does the same with a typed update.
     *
     * @param update calls exactly one update method on its parameter
     * @see #startUpdateWithStart(RequestOptions, String, Class, Object...)
     */
    <T, U> WorkflowUpdateHandle<U> startUpdateWithStart(RequestOptions request, Class<T> workflow,
            ActivityFunction<T, U> update);

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
