package io.quarkiverse.activities.workflow;

import java.time.Duration;

import io.quarkiverse.activities.RetryOptions;

/**
 * Describes the call of a Local Activity by a workflow, and its options. A Local Activity runs in the process that runs the
 * workflow, and only its result is recorded. After a crash, it runs again if the result was not yet recorded.
 * <p>
 * Without {@code maximumAttempts} and without a schedule-to-close timeout there is a single attempt. As in Temporal,
 * cancellation does not end a Local Activity: the call always returns what the method returned. But the method can ask its
 * {@code ActivityContext} whether the scope of the call was canceled or the workflow has closed, and return early.
 * <p>
 * If the method is {@code @Transactional}, its transaction also records the result, so it takes effect exactly once.
 *
 * @param <R> the type of the result
 */
public interface LocalActivity<R> {

    /**
     * Limits how long one attempt may take. The method is abandoned, not interrupted: its
     * {@code ActivityContext} tells it to stop, but it runs on until it returns.
     */
    LocalActivity<R> startToCloseTimeout(Duration timeout);

    /** Limits how long the activity may take, including all attempts and backoffs. */
    LocalActivity<R> scheduleToCloseTimeout(Duration timeout);

    /**
     * Limits how long an attempt may wait for its turn while this node runs as many Local Activities as
     * {@code quarkus.activities.workflows.local-activities.max-concurrent} and {@code max-concurrent-per-run} allow. After that
     * the call fails without a retry. Default: no limit.
     */
    LocalActivity<R> scheduleToStartTimeout(Duration timeout);

    /** Sets the retry policy. */
    LocalActivity<R> retry(RetryOptions retry);

    /**
     * Sets the longest backoff that the process waits for itself. After a longer one, a timer of the workflow starts the next
     * attempt, on any node. Default: three times the timeout of the Workflow Task.
     */
    LocalActivity<R> localRetryThreshold(Duration threshold);

    /** Says when the workflow goes on after the method has returned. Default: {@link Durability#WRITE_BEHIND}. */
    LocalActivity<R> durability(Durability durability);

    /**
     * Runs the code of a step in a JTA transaction, which also records the result. Both commit or neither does, so the code
     * takes effect exactly once. An exception rolls back; a retry policy then runs the code again. For an activity, annotate
     * its method with {@code @Transactional} instead.
     *
     * @throws IllegalStateException if this is not a step
     */
    LocalActivity<R> transactional();

    /** {@return the promise of the result} Does not block. */
    Promise<R> start();

    /**
     * Starts the Local Activity and blocks until it has ended.
     *
     * @throws ActivityFailure if it ends without a result
     */
    default R execute() {
        return start().get();
    }
}
