package io.quarkiverse.activities;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;

/**
 * One Activity Execution, seen from outside. Works on every node of the application, whichever of them runs the attempts.
 *
 * @param <R> the result
 */
public interface ActivityHandle<R> {

    /** {@return the Activity Id} */
    String id();

    /** {@return the run id, or null for a handle of the latest execution with this id} */
    String runId();

    /**
     * Waits until the execution is closed.
     *
     * @return its result, null for a method that returns nothing
     * @throws ActivityFailedException if it closed without a result; the cause says why
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started it
     */
    R result();

    /**
     * As {@link #result()}, for a limited time. The execution itself is not affected when the time is over.
     *
     * @throws TimeoutException if it is still open after this time
     */
    R result(Duration timeout) throws TimeoutException;

    /** {@return a stage that completes with what {@link #result()} returns or throws, and blocks no thread} */
    CompletionStage<R> resultAsync();

    /**
     * {@return everything that is known of the execution now}
     *
     * @throws ActivityNotFoundException if there is no such execution
     */
    ActivityDescription describe();
}
