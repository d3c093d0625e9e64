package io.quarkiverse.activities;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;
import io.quarkiverse.activities.failure.ActivityBacklogFullException;
import io.quarkiverse.activities.failure.ActivityFailedException;

/**
 * Describes an execution that you are about to start, and its options. Each option that you do not set here is resolved
 * separately: from the configuration of the type ({@code quarkus.activities.types."Type".…}), then from the annotation, then
 * from the defaults ({@code quarkus.activities.defaults.…}). {@link ActivityDescription#optionSources()} shows where each
 * option came from.
 * <p>
 * Null clears a timeout, a Task Queue or a request ID that was set on the call. Zero is a value: it means "none" for a timeout
 * and the engine's default for a field of the retry policy, whatever the configuration and the annotation say.
 * <p>
 * A call is not thread-safe, and can be started once.
 *
 * @param <R> the type of the result
 */
public interface ActivityCall<R> {

    /**
     * Sets the Activity Id: 1 to 1000 bytes in UTF-8, unique among open executions. By default, the Activity Id is the run ID.
     */
    ActivityCall<R> id(String activityId);

    /** Sends the execution to this Task Queue instead of the one its definition is bound to. */
    ActivityCall<R> taskQueue(String taskQueue);

    /** Limits how long one attempt may take. */
    ActivityCall<R> startToCloseTimeout(Duration timeout);

    /** Limits how long the execution may take, including all attempts and backoffs. */
    ActivityCall<R> scheduleToCloseTimeout(Duration timeout);

    /** Limits how long each attempt may wait for a worker. */
    ActivityCall<R> scheduleToStartTimeout(Duration timeout);

    /** Limits the time between two heartbeats of an attempt. */
    ActivityCall<R> heartbeatTimeout(Duration timeout);

    /** Sets the fields of the retry policy that are set in the given options, and leaves the others as they are. */
    ActivityCall<R> retry(RetryOptions retry);

    /** Delays the first attempt. Timeouts that are measured from the schedule begin after the delay. */
    ActivityCall<R> startDelay(Duration delay);

    /**
     * Sets the priority: 1 (first) to 5 (last). 0, the default, counts as 3, and values above 5 count as 5. Workers take the
     * oldest task of the first priority. Now and then they take the oldest task of all, so that no priority starves.
     */
    ActivityCall<R> priority(int priority);

    /** Sets what happens if the latest execution with this Activity Id is closed. Default: {@code ALLOW_DUPLICATE}. */
    ActivityCall<R> reusePolicy(IdReusePolicy policy);

    /** Sets what happens if an execution with this Activity Id is open. Default: {@code FAIL}. */
    ActivityCall<R> conflictPolicy(IdConflictPolicy policy);

    /**
     * Makes this start repeatable: if the latest execution with this Activity Id was started with the same request ID, the
     * start returns a handle of that execution instead of starting another one.
     */
    ActivityCall<R> requestId(String requestId);

    /** Sets whether the start joins the caller's transaction. Default: {@code JOIN}. */
    ActivityCall<R> transaction(TransactionMode mode);

    /**
     * Sets an activity to start when this execution closes without a result (failed, timed out, canceled or terminated):
     * {@code .onFailure(Stock.class, s -> s.release(order.id))}. It replaces the {@link Activity#onFailure() onFailure} of the
     * definition.
     * <p>
     * The arguments are fixed now and stored with the execution. The follow-up starts in the transaction that closes the
     * execution, on whichever node that happens: exactly once, even if a node crashes. It uses the options of its own
     * definition.
     *
     * @param activity the class or interface that declares the method
     * @param followUp calls exactly one activity method on its parameter; the result of the method is ignored
     * @throws IllegalArgumentException if the lambda does anything else
     */
    <A> ActivityCall<R> onFailure(Class<A> activity, ActivityProcedure<A> followUp);

    /**
     * Starts the execution. In an active JTA transaction, the execution becomes part of the transaction. Otherwise it is
     * committed when this method returns.
     *
     * @throws IllegalArgumentException if an option or argument is invalid, or an argument cannot be serialized
     * @throws ActivityAlreadyStartedException if the Activity Id is taken and the policies do not allow another start
     * @throws ActivityBacklogFullException if the Task Queue has a {@code max-backlog} and is full
     * @throws IllegalStateException on an event-loop thread: use {@link #startAsync()} there. Also if this start does not join
     *         the transaction of this thread, but an execution with the same Activity Id was started in that transaction
     */
    ActivityHandle<R> start();

    /**
     * Starts the execution without blocking the thread. In an active JTA transaction the row is written at once on the calling
     * thread, because a transaction belongs to its thread. The stage fails with the exceptions that {@link #start()} throws.
     */
    CompletionStage<ActivityHandle<R>> startAsync();

    /**
     * Starts the execution and waits for its result.
     *
     * @throws ActivityFailedException if the execution closes without a result
     * @throws IllegalStateException in a transaction that the start would join: the execution cannot run before the commit
     */
    R execute();

    /** Starts the execution without blocking the thread. The stage completes with the result. */
    CompletionStage<R> executeAsync();
}
