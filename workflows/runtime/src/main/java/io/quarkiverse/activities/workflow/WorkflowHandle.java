package io.quarkiverse.activities.workflow;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.util.TypeLiteral;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.RequestOptions;

/**
 * Controls and observes one run of a workflow, or the latest run with a Workflow Id. A handle works on every node of the
 * application, whichever node executes the run. If the run has continued as new, or is retried, signals, updates,
 * cancellation and termination go to the latest run of its chain. Queries, descriptions and histories are of the run itself.
 *
 * @param <R> the type of the result
 */
public interface WorkflowHandle<R> {

    /** {@return the Workflow Id} */
    String workflowId();

    /** {@return the run ID, or null for a handle of the latest run} */
    String runId();

    /**
     * Waits for the result. Follows the runs that continue this one or retry it.
     *
     * @return the result; null for a method that returns nothing
     * @throws WorkflowFailedException if the workflow closes without a result; the cause says why
     * @throws WorkflowNotFoundException if there is no such run
     * @throws IllegalStateException on an event-loop thread
     */
    R result();

    /**
     * Waits for the result for at most this time. The timeout does not affect the workflow.
     *
     * @throws TimeoutException if the workflow is still open after this time
     * @see #result()
     */
    R result(Duration timeout) throws TimeoutException;

    /** {@return a stage that completes with the result or the exception of {@link #result()}, and blocks no thread} */
    CompletionStage<R> resultAsync();

    /**
     * Sends a signal. In an active JTA transaction, the signal becomes part of the transaction, and does not hold up the
     * workflow until then. Otherwise it is committed when this method returns. A committed signal is never lost: if the run
     * continues as new before the handler has begun, the next run gets it. A signal that the workflow has no handler for is
     * ignored, and logged as a warning.
     *
     * @param name the name of the signal
     * @throws WorkflowNotFoundException if the workflow is not open
     * @throws IllegalArgumentException if an argument cannot be serialized or is too large, or if this application has the
     *         Workflow Type and the arguments do not fit the handler
     * @throws IllegalStateException on an event-loop thread
     */
    default void signal(String name, Object... arguments) {
        signal(RequestOptions.create(), name, arguments);
    }

    /**
     * Sends a signal. With a request ID, the run gets it once, however often it is sent. A caller that has lost the answer can
     * repeat the call even if the run has closed since.
     *
     * @see #signal(String, Object...)
     */
    void signal(RequestOptions request, String name, Object... arguments);

    /**
     * Asks the workflow. This node rebuilds the run from its journal, up to the last Workflow Task. Waits for the first one if
     * it has not run yet, and for the one that takes what has arrived before, such as a signal of the caller. If no node runs
     * the latter within 10 seconds, the answer shows the run without it. Works for closed runs too, and changes nothing.
     *
     * @param name the name of the query
     * @param resultType the type to read the answer as
     * @throws IllegalArgumentException if the workflow has no such query, if the arguments do not fit it, or if the query
     *         throws; the cause is what it threw
     * @throws WorkflowNotFoundException if there is no such run
     * @throws IllegalStateException if the Workflow Task of the run is failing, during the start delay, and on an event-loop
     *         thread
     */
    <Q> Q query(String name, Class<Q> resultType, Object... arguments);

    /**
     * Asks the workflow, with an answer of a generic type.
     *
     * @see #query(String, Class, Object...)
     */
    <Q> Q query(String name, TypeLiteral<Q> resultType, Object... arguments);

    /**
     * Sends an update and waits for its result. The workflow validates it, runs its handler, and the result comes back. A
     * rejected update leaves no trace. Never joins the caller's transaction.
     *
     * @param name the name of the update
     * @param resultType the type to read the result as; {@code Void.class} if there is none
     * @throws WorkflowUpdateException if the update is rejected, its handler fails, or the run closes before it ends
     * @throws WorkflowNotFoundException if the workflow is not open, or closes before it has accepted the update
     * @throws IllegalStateException if the run has 10 updates in progress or has had 2,000; on an event-loop thread; or in a
     *         transaction that has started or signaled the workflow
     */
    default <U> U update(String name, Class<U> resultType, Object... arguments) {
        return startUpdate(RequestOptions.create(), name, resultType, arguments).result();
    }

    /**
     * Sends an update and waits until the workflow has accepted it.
     *
     * @param request its request ID is the update ID: the same ID gives the same outcome, however often it is sent
     * @see #update(String, Class, Object...)
     */
    <U> WorkflowUpdateHandle<U> startUpdate(RequestOptions request, String name, Class<U> resultType, Object... arguments);

    /**
     * Requests the cancellation, with a reason, which may be null.
     *
     * @see #cancel(RequestOptions)
     */
    default void cancel(String reason) {
        cancel(RequestOptions.because(reason));
    }

    /**
     * Requests the cancellation: the root scope of the workflow is canceled, and its code decides what follows. Another request
     * changes nothing, nor does one to a workflow that is closed.
     * <p>
     * Runs in a transaction of its own. When it returns, it is committed and survives a crash.
     *
     * @throws WorkflowNotFoundException if the workflow does not exist
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the workflow
     */
    void cancel(RequestOptions request);

    /**
     * Closes the workflow at once, with a reason, which may be null.
     *
     * @see #terminate(RequestOptions)
     */
    default void terminate(String reason) {
        terminate(RequestOptions.because(reason));
    }

    /**
     * Closes the workflow at once, without asking its code. Its activities are canceled.
     * <p>
     * Runs in a transaction of its own. When it returns, it is committed and survives a crash.
     *
     * @throws WorkflowNotFoundException if the workflow is not open
     * @throws IllegalStateException on an event-loop thread, or in the transaction that started the workflow
     */
    void terminate(RequestOptions request);

    /**
     * {@return an object that ends the attempt in progress of an activity of this run, from anywhere} For an activity that
     * completes asynchronously, see {@code ActivityContext.doNotCompleteOnReturn()}. It does not access the database: its
     * methods look for the activity when you call them, and throw {@link WorkflowNotFoundException} or
     * {@code ActivityNotFoundException} if there is none. Its outcome goes to the workflow like that of any activity.
     *
     * @param activityId the Activity Id that the code has chosen, or the one of the execution, as its {@code ActivityContext}
     *        has it
     * @throws IllegalArgumentException if the Activity Id is empty or longer than 1000 bytes in UTF-8
     */
    ActivityCompletion activity(String activityId);

    /**
     * Repeats the run from a Workflow Task on, with a reason, which may be null.
     *
     * @param toTask the number of the Workflow Task, from 1
     * @see #reset(ResetPoint, RequestOptions)
     */
    default WorkflowHandle<R> reset(int toTask, String reason) {
        return reset(ResetPoint.task(toTask), RequestOptions.because(reason));
    }

    /**
     * Repeats the run from a Workflow Task on: a new run with the same Workflow Id takes over the journal up to this task, and
     * what had been delivered to it. Decisions from before that task are not repeated, so activities that had ended by then do
     * not run again. Activities that the workflow was waiting for do, and so does everything that the repeated task and later
     * ones decide. Later signals and updates are delivered again.
     * <p>
     * If the run is open, it is terminated, with its activities. So is another run with this Workflow Id that is open. Children
     * that were started before that task go on and belong to the new run. Later ones follow their parent close policy. Callers
     * who wait for the result of an open run get the result of the new run. The run timeout and the execution timeout start
     * again. A child workflow that had closed no longer has a parent.
     * <p>
     * Runs in a transaction of its own. When it returns, it is committed and survives a crash. With a request ID, a repeated
     * request returns the run that the first one started, as long as it is the latest one.
     *
     * @return a handle of the new run
     * @throws WorkflowNotFoundException if there is no such run
     * @throws IllegalArgumentException if the run has had no such Workflow Task
     * @throws IllegalStateException if activities that are needed have been deleted; on an event-loop thread; or in a
     *         transaction that has started or signaled the workflow
     */
    WorkflowHandle<R> reset(ResetPoint point, RequestOptions request);

    /**
     * Tries a Workflow Task at once that has failed and waits for its backoff, or that is blocked. If its code has not been
     * corrected, it fails again. Does nothing if the Workflow Task of the run has not failed.
     * <p>
     * Runs in a transaction of its own. When it returns, it is committed and survives a crash.
     *
     * @throws WorkflowNotFoundException if the workflow is not open
     * @throws IllegalStateException if the run is paused, on an event-loop thread, or in a transaction that has started or
     *         signaled the workflow
     */
    void retryTask();

    /**
     * Pauses the run, with a reason, which may be null.
     *
     * @see #pause(RequestOptions)
     */
    default void pause(String reason) {
        pause(RequestOptions.because(reason));
    }

    /**
     * Pauses the run: its code does not run until it is unpaused. A Workflow Task that is under way is discarded and
     * repeated later, and its Local Activities are canceled. Activities go on. Their outcomes, signals, updates and timers that
     * are due wait. The timeouts of the run apply, and it can be canceled, which takes effect when it is unpaused, terminated
     * and reset; the run that a reset starts is not paused. Pausing a paused run changes nothing.
     * <p>
     * Runs in a transaction of its own. When it returns, it is committed and survives a crash. A request with the ID of an
     * earlier one changes nothing.
     *
     * @throws WorkflowNotFoundException if the workflow is not open
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started or signaled the workflow
     */
    void pause(RequestOptions request);

    /**
     * Lets a paused run go on. Does nothing if it is not paused.
     *
     * @see #unpause(RequestOptions)
     */
    default void unpause() {
        unpause(RequestOptions.create());
    }

    /**
     * Lets a paused run go on: its Workflow Task runs at once, and gets everything that has arrived. Does nothing if it is not
     * paused.
     * <p>
     * Runs in a transaction of its own. When it returns, it is committed and survives a crash.
     *
     * @throws WorkflowNotFoundException if the workflow is not open
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started or signaled the workflow
     */
    void unpause(RequestOptions request);

    /**
     * {@return a description of the run as it is now}
     *
     * @throws WorkflowNotFoundException if there is no such run
     */
    WorkflowDescription describe();

    /** {@return the history of the run, open or closed} Activities whose rows have been deleted have no outcome in it. */
    WorkflowHistory history();

    /**
     * {@return the journal of the run with everything that a replay needs, as JSON} Tests replay it with the code of the
     * application, without a database: see {@code WorkflowReplayer} in the test kit. It contains arguments and results as they
     * are stored, so be careful with personal data.
     *
     * @throws WorkflowNotFoundException if there is no such run
     * @throws IllegalStateException on an event-loop thread
     */
    String exportJournal();

    /**
     * Deletes the run: its journal, its messages and its activities. Without this, it is deleted after the retention of closed
     * activities.
     *
     * @throws IllegalStateException if the run is open: terminate it first
     * @throws WorkflowNotFoundException if there is no such run
     */
    void delete();
}
