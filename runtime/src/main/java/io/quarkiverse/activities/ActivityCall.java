package io.quarkiverse.activities;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;
import io.quarkiverse.activities.failure.ActivityBacklogFullException;
import io.quarkiverse.activities.failure.ActivityFailedException;

/**
 * An execution that is about to be started, with its options. What is not set here falls back, each option singly, to the
 * configuration of the type ({@code quarkus.activities.types."Type".…}), the annotation, and the defaults
 * ({@code quarkus.activities.defaults.…}); {@link ActivityDescription#optionSources()} tells where each came from. Null takes
 * back what was set here. Zero is set: it means "none", or for a retry policy the engine's default, whatever the other places
 * say. Not thread-safe, and good for one start.
 *
 * @param <R> the result
 */
public interface ActivityCall<R> {

    /**
     * Sets the Activity Id: 1 to 1000 characters, unique among open executions. Without one, the run id is the Activity Id.
     */
    ActivityCall<R> id(String activityId);

    /** Sends the execution to this Task Queue instead of the one its definition is bound to. */
    ActivityCall<R> taskQueue(String taskQueue);

    /** Limits one attempt. */
    ActivityCall<R> startToCloseTimeout(Duration timeout);

    /** Limits the whole execution, with all its attempts and backoffs. */
    ActivityCall<R> scheduleToCloseTimeout(Duration timeout);

    /** Limits how long each attempt may wait for a worker. */
    ActivityCall<R> scheduleToStartTimeout(Duration timeout);

    /** Limits the silence between two heartbeats of an attempt. */
    ActivityCall<R> heartbeatTimeout(Duration timeout);

    /** Sets the fields of the retry policy that the given options set, and leaves the others as they are. */
    ActivityCall<R> retry(RetryOptions retry);

    /** Delays the first attempt. Timeouts that begin with the schedule begin after the delay. */
    ActivityCall<R> startDelay(Duration delay);

    /**
     * Sets the priority: 1 (first) to 5 (last). 0, the default, counts as 3, and what is above 5 as 5. Within one priority the
     * oldest task is taken first, and now and then the oldest of all, so that no priority starves.
     */
    ActivityCall<R> priority(int priority);

    /** Decides what happens when the latest execution with this id is closed. Default: {@code ALLOW_DUPLICATE}. */
    ActivityCall<R> reusePolicy(IdReusePolicy policy);

    /** Decides what happens when an execution with this id is open. Default: {@code FAIL}. */
    ActivityCall<R> conflictPolicy(IdConflictPolicy policy);

    /**
     * Makes this start repeatable: a start with the request id of the latest execution with the same Activity Id answers with
     * that execution instead of starting another.
     */
    ActivityCall<R> requestId(String requestId);

    /** Says whether the start joins the caller's transaction. Default: {@code JOIN}. */
    ActivityCall<R> transaction(TransactionMode mode);

    /**
     * Names an activity to start when this execution closes without a result (failed, timed out, canceled or terminated),
     * instead of the {@link Activity#onFailure() onFailure} of its definition:
     * {@code .onFailure(Stock.class, s -> s.release(order.id))}.
     * <p>
     * The arguments are fixed now and stored with the execution. The follow-up starts in the transaction that closes the
     * execution, on whichever node that happens: exactly once, even if a node crashes. It uses the options of its definition.
     *
     * @param activity the class or interface that declares the method
     * @param followUp calls exactly one activity method on its parameter; a result of the method is ignored
     * @throws IllegalArgumentException if the lambda does anything else
     */
    <A> ActivityCall<R> onFailure(Class<A> activity, ActivityProcedure<A> followUp);

    /**
     * Starts the execution. In an active JTA transaction it becomes part of it; otherwise it is committed when this returns.
     *
     * @throws IllegalArgumentException if an option or argument is wrong, or an argument cannot be serialised
     * @throws ActivityAlreadyStartedException if the id is taken and the policies do not allow for that
     * @throws ActivityBacklogFullException if a {@code max-backlog} is set for the Task Queue, and as many tasks wait there
     * @throws IllegalStateException on an event-loop thread, where {@link #startAsync()} is the way; or if the id was started
     *         in a transaction that is still open here and that this start does not join
     */
    ActivityHandle<R> start();

    /**
     * Starts the execution without blocking the thread. In an active JTA transaction the row is written at once on the calling
     * thread, because a transaction belongs to its thread. What {@link #start()} throws, the stage fails with.
     */
    CompletionStage<ActivityHandle<R>> startAsync();

    /**
     * Starts the execution and waits for its result.
     *
     * @throws ActivityFailedException if it closes without a result
     * @throws IllegalStateException in a transaction that the start would join: it could only wait for itself
     */
    R execute();

    /** Starts the execution and completes with its result, without blocking the thread. */
    CompletionStage<R> executeAsync();
}
