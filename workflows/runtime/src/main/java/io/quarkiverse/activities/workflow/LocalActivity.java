package io.quarkiverse.activities.workflow;

import java.time.Duration;

import io.quarkiverse.activities.RetryOptions;

/**
 * Describes the call of a Local Activity by a workflow, and its options. A Local Activity runs in the process that runs the
 * workflow, and only its result is recorded. After a crash, it runs again if the result was not yet recorded.
 * <p>
 * Without {@code maximumAttempts} and without a schedule-to-close timeout there is a single attempt. As in Temporal,
 * cancellation does not reach a Local Activity: the call always returns what the method returned.
 *
 * @param <R> the type of the result
 */
public interface LocalActivity<R> {

    /** Limits how long one attempt may take. The method is abandoned, not interrupted. */
    LocalActivity<R> startToCloseTimeout(Duration timeout);

    /** Limits how long the activity may take, including all attempts and backoffs. */
    LocalActivity<R> scheduleToCloseTimeout(Duration timeout);

    /** Sets the retry policy. */
    LocalActivity<R> retry(RetryOptions retry);

    /**
     * Sets the longest backoff that the process waits for itself. After a longer one, a timer of the workflow starts the next
     * attempt, on any node. Default: three times the timeout of the Workflow Task.
     */
    LocalActivity<R> localRetryThreshold(Duration threshold);

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
