package io.quarkiverse.activities;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityStateException;

/**
 * Controls and observes one Activity Execution. A handle works on every node of the application, whichever node runs the
 * attempts.
 *
 * @param <R> the type of the result
 */
public interface ActivityHandle<R> {

    /** {@return the Activity Id} */
    String id();

    /** {@return the run ID, or null for a handle of the latest execution with this Activity Id} */
    String runId();

    /**
     * Waits until the execution is closed.
     *
     * @return the result; null for a method that returns nothing
     * @throws ActivityFailedException if the execution closed without a result; the cause says why
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the execution
     */
    R result();

    /**
     * Waits for at most this time until the execution is closed. The timeout does not affect the execution.
     *
     * @throws TimeoutException if the execution is still open after this time
     * @see #result()
     */
    R result(Duration timeout) throws TimeoutException;

    /** {@return a stage that completes with the result or the exception of {@link #result()}, and blocks no thread} */
    CompletionStage<R> resultAsync();

    /**
     * {@return a description of the execution as it is now}
     *
     * @throws ActivityNotFoundException if there is no such execution
     */
    ActivityDescription describe();

    /**
     * Waits until the execution changes: its state, an attempt, an option or a heartbeat.
     *
     * @param since the description to compare with
     * @param timeout how long to wait at most
     * @return the current description, as soon as it differs from {@code since}
     * @throws TimeoutException if nothing has changed in this time
     * @throws ActivityNotFoundException if there is no such execution, or it was deleted
     * @throws IllegalStateException on an event-loop thread
     */
    ActivityDescription awaitChange(ActivityDescription since, Duration timeout) throws TimeoutException;

    /**
     * Requests a cancellation, with a reason, which may be null.
     *
     * @see #cancel(RequestOptions)
     */
    default void cancel(String reason) {
        cancel(RequestOptions.because(reason));
    }

    /**
     * Requests a cancellation. An execution that waits, backs off or is paused closes as canceled at once. If an attempt is in
     * progress, it is asked to stop, on whichever node it runs, and decides how to react. If the attempt completes, the
     * execution completes. If it ends in any other way, no further attempt follows.
     * <p>
     * Like all operations, this one runs in a transaction of its own. When it returns, it is committed and survives a crash. No
     * operation is possible in a transaction that has started this execution, or that has terminated it to start another one
     * with its Activity Id.
     *
     * @throws ActivityStateException if the execution is closed, or another cancellation was requested before
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the execution
     */
    void cancel(RequestOptions request);

    /**
     * Closes the execution at once, with a reason, which may be null.
     *
     * @see #terminate(RequestOptions)
     */
    default void terminate(String reason) {
        terminate(RequestOptions.because(reason));
    }

    /**
     * Closes the execution at once, whatever its state. If an attempt is in progress, it is asked to stop, and its reports are
     * rejected.
     *
     * @throws ActivityStateException if the execution is closed
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the execution
     */
    void terminate(RequestOptions request);

    /**
     * Pauses the execution, with a reason, which may be null.
     *
     * @see #pause(RequestOptions)
     */
    default void pause(String reason) {
        pause(RequestOptions.because(reason));
    }

    /**
     * Pauses the execution: no further attempt is dispatched. If an attempt is in progress, its next heartbeat reports the
     * pause, and it may continue. The execution pauses when that attempt fails or times out. The schedule-to-close timeout
     * continues.
     *
     * @throws ActivityStateException if the execution is closed or paused, or if a pause, a cancellation or a reset is already
     *         requested
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the execution
     */
    void pause(RequestOptions request);

    /**
     * Ends a pause, without a request ID or an identity.
     *
     * @see #unpause(RequestOptions)
     */
    default void unpause() {
        unpause(RequestOptions.create());
    }

    /**
     * Ends a pause. If a backoff or a start delay is not over yet, the execution still waits for it.
     *
     * @throws ActivityStateException if the execution is not paused and no pause is requested
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the execution
     */
    void unpause(RequestOptions request);

    /**
     * Starts the execution again with attempt 1, with the default options of a reset.
     *
     * @see #reset(ResetOptions)
     */
    default void reset() {
        reset(ResetOptions.create());
    }

    /**
     * Starts the execution again with attempt 1, without a backoff. If an attempt is in progress, its next heartbeat reports
     * the reset, and it may continue. When it fails or times out, attempt 1 follows, whatever the retry policy says. The
     * schedule-to-close timeout does not start again.
     *
     * @throws ActivityStateException if the execution is closed, or if a cancellation or a reset is already requested
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the execution
     */
    void reset(ResetOptions options);

    /**
     * Changes options of the open execution. Running timeouts are measured again from where they began. A timeout that has
     * already passed with its new value fires at once.
     *
     * @return a description of the execution with its new options
     * @throws IllegalArgumentException if an option is invalid, alone or in combination with the others; then nothing is
     *         changed
     * @throws ActivityStateException if the execution is closed, or a cancellation or a reset is requested; or if the update
     *         sets a start delay and the first attempt was dispatched
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the execution
     */
    ActivityDescription updateOptions(OptionsUpdate update);

    /**
     * Runs the closed execution again, with a reason, which may be null.
     *
     * @see #runAgain(RequestOptions)
     */
    default ActivityHandle<R> runAgain(String reason) {
        return runAgain(RequestOptions.because(reason));
    }

    /**
     * Runs the closed execution again, for example after an outage: starts a new run with the same Activity Id, input, headers,
     * options and follow-up, whatever its reuse policy was. The options are those that the execution closed with; a start delay
     * applies again. {@link ActivityDescription#runAgainOf()} and {@link ActivityDescription#ranAgainAs()} link both runs. No
     * interceptor is called, and a limit of the backlog does not apply.
     *
     * @param request with a request ID, the same request starts only one run, however often it is repeated
     * @return a handle of the new run
     * @throws ActivityStateException if the execution is open, or if it is not the latest with its Activity Id
     * @throws ActivityNotFoundException if there is no such execution, or it was deleted
     * @throws IllegalStateException on an event-loop thread
     */
    ActivityHandle<R> runAgain(RequestOptions request);

    /**
     * Deletes the execution. If it is open, it is terminated first, and callers that wait for its result receive that failure.
     * Afterwards, no method finds the execution, and its Activity Id is free, whatever its policies say. Its payloads,
     * reasons and identities are deleted from the database at once. A row stays for the time that
     * {@code quarkus.activities.retention} sets; it has the Activity Id, the type, the Task Queue, times and options. The
     * follow-up of the execution stays too, with its input. To remove those as well, use {@link #erase()}.
     *
     * @throws ActivityNotFoundException if there is no such execution, or it was deleted before
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the execution
     */
    void delete();

    /**
     * Removes every row of the execution from the database, and those of all other closed runs with its Activity Id, and of
     * their follow-ups. Open executions among them are terminated first. Callers that wait for a result on other nodes receive
     * an {@link ActivityNotFoundException}. Use it if an Activity Id, a reason or an input must not be kept, for example at the
     * request of a person.
     *
     * @throws ActivityNotFoundException if there is no such execution
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the execution
     */
    void erase();
}
