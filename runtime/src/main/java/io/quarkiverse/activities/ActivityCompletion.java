package io.quarkiverse.activities;

import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityPausedException;
import io.quarkiverse.activities.failure.ActivityResetException;
import io.quarkiverse.activities.failure.ActivityStateException;

/**
 * Ends an attempt from elsewhere: from a webhook, a message consumer, another thread. It comes from
 * {@link ActivityClient#completion(String)} (one certain attempt, by its task token), from
 * {@link ActivityClient#completionById(String)} (whatever attempt is in progress), or, inside an activity method, from
 * {@link ActivityContext#useLocalManualCompletion()}.
 * <p>
 * Every method blocks until what it reports is committed, in a transaction of its own: it never joins the caller's. When it
 * throws because the database cannot be reached, nothing is known, and it may be called again: a report that was committed
 * before is then answered with {@link ActivityNotExistsException}. Until the end is reported the timeouts of the attempt go on,
 * and one of them ends it if nobody does.
 * <p>
 * All methods throw {@link ActivityNotExistsException} if the attempt is no longer in progress: it was completed before, timed
 * out, or its execution was closed. By id they throw {@link ActivityNotFoundException} if there is no such execution. On an
 * event-loop thread they throw {@link IllegalStateException}.
 */
public interface ActivityCompletion {

    /** {@return the same with this name as the one who reports; the node's unless set} Describe shows it as last worker. */
    ActivityCompletion identity(String identity);

    /**
     * Completes the execution. By id, and only so, this is possible too while no attempt is in progress: waiting, backing
     * off or paused.
     *
     * @param result anything that can be written as JSON, or null for a method that returns nothing
     * @throws ActivityStateException by id, if the execution is closed
     */
    void complete(Object result);

    /**
     * Fails the attempt. The retry policy decides whether another one follows.
     *
     * @param failure why: by token any Throwable becomes an application failure, as if the method had thrown it. Null if
     *        nothing
     *        is known
     */
    void fail(Throwable failure);

    /**
     * Tells that the attempt is alive, and keeps details for the next attempt. Without details, earlier ones are forgotten.
     * Written at once, but where it comes from {@link ActivityContext#useLocalManualCompletion()}: there it is throttled like
     * {@link ActivityContext#heartbeat(Object)}.
     *
     * @param details anything that can be written as JSON, or null
     * @throws ActivityCanceledException if a cancellation was requested; the heartbeat counts all the same
     * @throws ActivityPausedException if a pause was requested; the heartbeat counts all the same
     * @throws ActivityResetException if a reset was requested; the heartbeat counts all the same
     */
    void heartbeat(Object details);

    /**
     * Acknowledges a cancellation: the execution closes as canceled.
     *
     * @param details what whoever waits for the result is told, or null
     * @throws IllegalArgumentException if nobody requested a cancellation
     */
    void reportCanceled(Object details);
}
