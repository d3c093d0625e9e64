package io.quarkiverse.activities;

import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityPausedException;
import io.quarkiverse.activities.failure.ActivityResetException;
import io.quarkiverse.activities.failure.ActivityStateException;

/**
 * Ends an attempt from outside its method: from a webhook, a message consumer or another thread. Obtain it from
 * {@link ActivityClient#completion(String)} for the attempt of a task token, from {@link ActivityClient#completionById(String)}
 * for the attempt that is in progress, or, inside an activity method, from {@link ActivityContext#useLocalManualCompletion()}.
 * <p>
 * Every method blocks until its report is committed, in a transaction of its own. It never joins the caller's transaction.
 * If a method throws because the database is unavailable, the outcome is unknown: call it again. If the first report was
 * committed after all, the second one throws {@link ActivityNotExistsException}. The timeouts of the attempt apply until its
 * end is reported, and end the attempt if nobody reports one.
 * <p>
 * All methods throw {@link ActivityNotExistsException} if the attempt is no longer in progress: it was completed before, timed
 * out, or its execution was closed. By id, they throw {@link ActivityNotFoundException} if there is no such execution. On an
 * event-loop thread they throw {@link IllegalStateException}.
 */
public interface ActivityCompletion {

    /**
     * {@return a completion that reports under this name; the name of the node by default}
     * {@link ActivityDescription#lastWorker()} returns the name.
     */
    ActivityCompletion identity(String identity);

    /**
     * Completes the execution. By id, but not by token, you can also complete an execution without an attempt in progress: one
     * that waits, backs off or is paused.
     *
     * @param result any value that can be written as JSON, or null for a method that returns nothing
     * @throws ActivityStateException by id, if the execution is closed
     */
    void complete(Object result);

    /**
     * Fails the attempt. The retry policy decides whether another one follows.
     *
     * @param failure the failure, or null if the cause is not known. By token, any Throwable becomes an application failure, as
     *        if the method had thrown it. By id, failures of other kinds are recorded as they are
     */
    void fail(Throwable failure);

    /**
     * Records a heartbeat, and keeps the details for the next attempt. Without details, it discards earlier ones. The heartbeat
     * is written at once, except for a completion from {@link ActivityContext#useLocalManualCompletion()}, which throttles it
     * like {@link ActivityContext#heartbeat(Object)}.
     *
     * @param details any value that can be written as JSON, or null
     * @throws ActivityCanceledException if a cancellation was requested; the heartbeat is recorded anyway
     * @throws ActivityPausedException if a pause was requested; the heartbeat is recorded anyway
     * @throws ActivityResetException if a reset was requested; the heartbeat is recorded anyway
     */
    void heartbeat(Object details);

    /**
     * Acknowledges a cancellation: the execution closes as canceled.
     *
     * @param details details for callers that wait for the result: any value that can be written as JSON, or null
     * @throws IllegalArgumentException if no cancellation was requested
     */
    void reportCanceled(Object details);
}
