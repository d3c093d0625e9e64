package io.quarkiverse.activities;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityStateException;

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

    /**
     * Waits for a change of the execution.
     *
     * @param since what is known of it
     * @param timeout how long to wait at most
     * @return what is known of it now, as soon as that differs from what was known: a state, an attempt, an option, a heartbeat
     * @throws TimeoutException if nothing has changed in this time
     * @throws ActivityNotFoundException if there is no such execution, or no longer
     * @throws IllegalStateException on an event-loop thread
     */
    ActivityDescription awaitChange(ActivityDescription since, Duration timeout) throws TimeoutException;

    /** As {@link #cancel(RequestOptions)}, with a reason, which may be null. */
    default void cancel(String reason) {
        cancel(RequestOptions.because(reason));
    }

    /**
     * Requests a cancellation. An execution that waits, backs off or is paused closes as canceled at once. An attempt in
     * progress is told, wherever it runs; it may acknowledge or go on: if it completes, the execution is completed;
     * however it ends otherwise, no other attempt follows.
     * <p>
     * This and all other verbs are committed when they return, in a transaction of their own, and survive a crash from then on.
     * They are refused in a transaction that has started the execution, or terminated it to start another with its id.
     *
     * @throws ActivityStateException if it is closed, or another cancellation was requested before
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started it
     */
    void cancel(RequestOptions request);

    /** As {@link #terminate(RequestOptions)}, with a reason, which may be null. */
    default void terminate(String reason) {
        terminate(RequestOptions.because(reason));
    }

    /**
     * Closes the execution at once, whatever it does. An attempt in progress is told that its outcome counts no more, and what
     * it reports is refused.
     *
     * @throws ActivityStateException if it is closed
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started it
     */
    void terminate(RequestOptions request);

    /** As {@link #pause(RequestOptions)}, with a reason, which may be null. */
    default void pause(String reason) {
        pause(RequestOptions.because(reason));
    }

    /**
     * Pauses the execution: no further attempt is dispatched. An attempt in progress is told, and may go on; the execution
     * pauses when it has failed or timed out. Schedule-to-close goes on.
     *
     * @throws ActivityStateException if it is closed, paused, or asked to pause, cancel or reset already
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started it
     */
    void pause(RequestOptions request);

    /** As {@link #unpause(RequestOptions)}, with nothing said about it. */
    default void unpause() {
        unpause(RequestOptions.create());
    }

    /**
     * Ends a pause. A backoff or a start delay that is not over yet is waited for.
     *
     * @param request its reason is not kept
     * @throws ActivityStateException if it is not paused and not asked to pause
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started it
     */
    void unpause(RequestOptions request);

    /** As {@link #reset(ResetOptions)}, with none of the options. */
    default void reset() {
        reset(ResetOptions.create());
    }

    /**
     * Begins anew with attempt 1, without a backoff. An attempt in progress is told and may go on: when it has failed or timed
     * out, attempt 1 follows, whatever the retry policy says. Schedule-to-close is not begun anew.
     *
     * @throws ActivityStateException if it is closed, or asked to cancel or reset already
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started it
     */
    void reset(ResetOptions options);

    /**
     * Changes options of the open execution. Timeouts that are running are measured anew from where they began, and a timeout
     * that has passed by the new measure fires at once.
     *
     * @return the execution with the options that are now in force
     * @throws IllegalArgumentException if an option is wrong, alone or with the others; nothing is changed then
     * @throws ActivityStateException if it is closed, or asked to cancel or reset; or if a start delay is given and the first
     *         attempt was dispatched
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started it
     */
    ActivityDescription updateOptions(OptionsUpdate update);

    /**
     * Deletes the execution. If it is open it is terminated first, and whoever waits for its result hears so. Afterwards there
     * is no such execution, and its id is free whatever its policies say. Its payloads are gone from the database at once; a
     * row without them stays until {@code quarkus.activities.retention} takes it.
     *
     * @throws ActivityNotFoundException if there is no such execution, or no longer
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started it
     */
    void delete();
}
