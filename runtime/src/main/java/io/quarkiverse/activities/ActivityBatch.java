package io.quarkiverse.activities;

import java.util.function.Consumer;

/**
 * Applies an operation to all executions that a query finds. A batch is immutable, and does nothing until you call an
 * operation:
 *
 * <pre>
 * ActivityBatch mails = activities.batch("ActivityType = 'SendMail' AND Attempt &gt;= 10");
 * mails.preview().total();
 * mails.terminate("The mail server is gone").applied();
 * </pre>
 *
 * An operation goes through the executions from the latest start to the earliest. It processes 200 at a time, each 200 in a
 * transaction of their own, and returns when all are done. {@link #delete()} and {@link #erase()} apply to all executions,
 * {@link #runAgain} applies to closed ones, and every other operation applies to open ones only: {@code Running} and
 * {@code Paused}. It has the same effect on each of them as the method of {@link ActivityHandle} with
 * the same name. If an execution is in a state that does not allow the operation, or no longer exists, the batch counts it as
 * refused and continues. It processes each execution at most once, if the execution still matches the query at that moment.
 * Executions that start in the meantime may be included or not.
 * <p>
 * <b>If it is interrupted</b>, because the process or the database fails, the groups of 200 that are committed stay. Run it
 * again: it finds the executions that still match the query. A {@link RequestOptions}, {@link ResetOptions} or
 * {@link OptionsUpdate} with a request ID changes nothing where it was applied before, and such an execution does not count as
 * refused. If an activity runs the batch, a retry of that activity runs it again.
 * <p>
 * <b>An operation never joins the caller's transaction</b>: its changes stay if that transaction is rolled back. In a
 * transaction that has started executions, operations throw {@link IllegalStateException}, because the query cannot find those
 * executions before the commit.
 * <p>
 * All operations, and {@link #preview()}, block: on an event-loop thread they throw {@link IllegalStateException}.
 */
public interface ActivityBatch {

    /**
     * The progress of an operation.
     *
     * @param applied how many executions the operation was applied to, including those that it did not have to change
     * @param refused how many executions were in a state that did not allow the operation, or no longer existed
     */
    record Result(long applied, long refused) {
    }

    /**
     * {@return how many executions the query finds now, by {@code ExecutionStatus}} Operations other than {@link #delete()}
     * apply only to those that are {@code Running} or {@code Paused}.
     */
    ActivityCount preview();

    /**
     * {@return the same batch, with a listener for its progress} The batch calls the listener each time it has committed up to
     * 200 executions, on the thread that called the operation. An exception of the listener stops the batch there, and is
     * thrown to the caller of the operation.
     */
    ActivityBatch onProgress(Consumer<Result> listener);

    /**
     * Requests the cancellation of each execution, with a reason, which may be null.
     *
     * @see #cancel(RequestOptions)
     */
    default Result cancel(String reason) {
        return cancel(RequestOptions.because(reason));
    }

    /**
     * Requests the cancellation of each execution.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#cancel(RequestOptions)
     */
    Result cancel(RequestOptions request);

    /**
     * Closes each execution at once, with a reason, which may be null.
     *
     * @see #terminate(RequestOptions)
     */
    default Result terminate(String reason) {
        return terminate(RequestOptions.because(reason));
    }

    /**
     * Closes each execution at once.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#terminate(RequestOptions)
     */
    Result terminate(RequestOptions request);

    /**
     * Pauses each execution, with a reason, which may be null.
     *
     * @see #pause(RequestOptions)
     */
    default Result pause(String reason) {
        return pause(RequestOptions.because(reason));
    }

    /**
     * Pauses each execution.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#pause(RequestOptions)
     */
    Result pause(RequestOptions request);

    /**
     * Ends the pause of each execution, without a request ID or an identity.
     *
     * @see #unpause(RequestOptions)
     */
    default Result unpause() {
        return unpause(RequestOptions.create());
    }

    /**
     * Ends the pause of each execution.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#unpause(RequestOptions)
     */
    Result unpause(RequestOptions request);

    /**
     * Starts each execution again with attempt 1, with the default options of a reset.
     *
     * @see #reset(ResetOptions)
     */
    default Result reset() {
        return reset(ResetOptions.create());
    }

    /**
     * Starts each execution again with attempt 1.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#reset(ResetOptions)
     */
    Result reset(ResetOptions options);

    /**
     * Changes options of each execution. If an option does not fit the other options of an execution, that execution counts as
     * refused.
     *
     * @throws IllegalArgumentException if an option is invalid for every execution; then nothing is changed
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#updateOptions(OptionsUpdate)
     */
    Result updateOptions(OptionsUpdate update);

    /**
     * Runs each closed execution again, with a reason, which may be null.
     *
     * @see #runAgain(RequestOptions)
     */
    default Result runAgain(String reason) {
        return runAgain(RequestOptions.because(reason));
    }

    /**
     * Runs each closed execution again. Applies to closed executions only. If the query finds several runs with the same
     * Activity Id, only the latest one is run again, and the others count as refused.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#runAgain(RequestOptions)
     */
    Result runAgain(RequestOptions request);

    /**
     * Deletes each execution, open or closed. Open executions are terminated first.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#delete()
     */
    Result delete();

    /**
     * Removes every row of each execution, open or closed, and of its earlier runs and its follow-ups. Open executions are
     * terminated first.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#erase()
     */
    Result erase();
}
