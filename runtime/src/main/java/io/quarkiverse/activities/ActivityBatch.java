package io.quarkiverse.activities;

import java.util.function.Consumer;

/**
 * The executions that a query finds, for a verb that is asked of each of them. Immutable, and nothing is done until a verb is
 * called:
 *
 * <pre>
 * ActivityBatch mails = activities.batch("ActivityType = 'SendMail' AND Attempt &gt;= 10");
 * mails.preview().total();
 * mails.terminate("The mail server is gone").applied();
 * </pre>
 *
 * A verb goes through the executions from the latest started on, 200 at a time, each 200 in a transaction of its own, and
 * returns when it is through. Every verb but {@link #delete()} is asked of open executions only, {@code Running} and
 * {@code Paused}. It means for each of them what it means in {@link ActivityHandle}. What is refused there, because of its
 * state or because it is gone meanwhile, is counted here and stops nothing. An execution is met once at most, if it fits the
 * query when its turn comes; what is started meanwhile may be met or not.
 * <p>
 * <b>When it ends half way</b>, because the process or the database fails, what was committed stays, whole 200s of it. Run it
 * again: it finds what still fits the query. A {@link RequestOptions}, {@link ResetOptions} or {@link OptionsUpdate} with a
 * request id
 * changes nothing where it was applied before, and is not counted as refused there. In an activity, a batch is run again by
 * itself.
 * <p>
 * <b>A verb never joins the caller's transaction</b>: what it has done stays when that is rolled back. It is refused in a
 * transaction that has started executions, as the query could not see them before the commit.
 * <p>
 * All verbs, and {@link #preview()}, block: on an event-loop thread they throw {@link IllegalStateException}.
 */
public interface ActivityBatch {

    /**
     * How far a verb got.
     *
     * @param applied how many executions did as asked, those included that had nothing to change
     * @param refused how many could not: their state did not allow it, or they were gone
     */
    record Result(long applied, long refused) {
    }

    /**
     * {@return how many executions the query finds now, by {@code ExecutionStatus}} Only those that are {@code Running} or
     * {@code Paused} are asked by verbs other than {@link #delete()}.
     */
    ActivityCount preview();

    /**
     * {@return the same batch, which tells how far it got each time that up to 200 executions are committed} The listener is
     * called on the thread of the verb. What it throws ends the batch there and reaches whoever called the verb.
     */
    ActivityBatch onProgress(Consumer<Result> listener);

    /** As {@link #cancel(RequestOptions)}, with a reason, which may be null. */
    default Result cancel(String reason) {
        return cancel(RequestOptions.because(reason));
    }

    /**
     * Requests a cancellation of each.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#cancel(RequestOptions)
     */
    Result cancel(RequestOptions request);

    /** As {@link #terminate(RequestOptions)}, with a reason, which may be null. */
    default Result terminate(String reason) {
        return terminate(RequestOptions.because(reason));
    }

    /**
     * Closes each at once.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#terminate(RequestOptions)
     */
    Result terminate(RequestOptions request);

    /** As {@link #pause(RequestOptions)}, with a reason, which may be null. */
    default Result pause(String reason) {
        return pause(RequestOptions.because(reason));
    }

    /**
     * Pauses each.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#pause(RequestOptions)
     */
    Result pause(RequestOptions request);

    /** As {@link #unpause(RequestOptions)}, with nothing said about it. */
    default Result unpause() {
        return unpause(RequestOptions.create());
    }

    /**
     * Ends the pause of each.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#unpause(RequestOptions)
     */
    Result unpause(RequestOptions request);

    /** As {@link #reset(ResetOptions)}, with none of the options. */
    default Result reset() {
        return reset(ResetOptions.create());
    }

    /**
     * Has each begin anew with attempt 1.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#reset(ResetOptions)
     */
    Result reset(ResetOptions options);

    /**
     * Changes options of each. An option that does not fit the others of an execution is refused by that execution.
     *
     * @throws IllegalArgumentException if an option is wrong whatever the execution is; nothing is changed then
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#updateOptions(OptionsUpdate)
     */
    Result updateOptions(OptionsUpdate update);

    /**
     * Deletes each, open or closed. Those that are open are terminated first.
     *
     * @throws IllegalStateException on an event-loop thread, or in a transaction that has started executions
     * @see ActivityHandle#delete()
     */
    Result delete();
}
