package io.quarkiverse.activities;

import java.lang.reflect.Type;
import java.util.Optional;

import io.quarkiverse.activities.failure.ActivityCompletionException;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.context.CurrentAttempt;

/**
 * Gives an activity method access to its attempt. Inject it, declare it as a parameter of the activity method, or call
 * {@link #current()}. All three follow the attempt to other threads, if the code there is reactive or propagates contexts.
 */
public interface ActivityContext {

    /**
     * {@return the context of the attempt that runs on this thread}
     *
     * @throws IllegalStateException outside an attempt
     */
    static ActivityContext current() {
        return CurrentAttempt.require();
    }

    /** {@return the identifiers, times and limits of this attempt} */
    ActivityInfo info();

    /**
     * Records that this attempt is alive, and keeps details for the next attempt, such as its progress. Without details, it
     * discards earlier ones. If a heartbeat timeout is set, send heartbeats more often than that. An unavailable database is
     * not an error here: the details are kept and sent later.
     *
     * @param details any value that can be written as JSON, or null
     * @throws ActivityCompletionException if this attempt should end: its execution was canceled, paused, reset or closed, the
     *         attempt timed out, or the application shuts down
     */
    void heartbeat(Object details);

    /** {@return the latest heartbeat details of this attempt, or, if it has sent none, those of an earlier attempt} */
    <T> Optional<T> heartbeatDetails(Class<T> type);

    /**
     * {@return the latest heartbeat details as a generic type}
     *
     * @see #heartbeatDetails(Class)
     */
    <T> Optional<T> heartbeatDetails(Type type);

    /** {@return the failure of the latest failed attempt of this execution; empty in the first attempt} */
    Optional<RecordedFailure> lastFailure();

    /** {@return whether the cancellation of this execution was requested} */
    boolean isCancelRequested();

    /** {@return a token that says whether this attempt should stop, and calls listeners when it should} */
    CancellationToken cancellation();

    /**
     * {@return the task token of this attempt; {@link ActivityClient#completion(String)} ends the attempt with it, from
     * anywhere} Tokens cannot be guessed, but anyone who holds one can end the attempt: share it only with the party that
     * should.
     */
    String taskToken();

    /**
     * Lets the attempt continue after its method has returned, until it is ended with its {@link #taskToken() token} or by id.
     * The return value of the method is ignored. When the method returns, the attempt frees its slot and no longer belongs to a
     * node: it survives restarts, deployments and crashes of this one. If nobody ends the attempt, its timeouts do. A crash
     * before the method returns ends the attempt as usual. An exception that leaves the method fails the attempt anyway.
     * <p>
     * If the method is {@code @Transactional}, its writes and the release of the attempt commit together when it returns.
     */
    void doNotCompleteOnReturn();

    /**
     * Lets the attempt continue after its method has returned, until another thread of this process ends it with the returned
     * completion. The attempt keeps its slot and its node, and is lost if the node crashes.
     *
     * @return a completion for this attempt
     */
    ActivityCompletion useLocalManualCompletion();

    /**
     * {@return a key that is the same for every attempt of this execution, and for no other execution} Send it to systems that
     * recognize duplicate requests.
     */
    String idempotencyKey();
}
