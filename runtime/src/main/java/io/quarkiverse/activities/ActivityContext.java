package io.quarkiverse.activities;

import java.lang.reflect.Type;
import java.util.Optional;

import io.quarkiverse.activities.failure.ActivityCompletionException;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.context.CurrentAttempt;

/**
 * The attempt that is running now. Inject it, take it as a parameter of the activity method, or call {@link #current()}. All
 * three follow the attempt across reactive and context-propagating thread hops.
 */
public interface ActivityContext {

    /**
     * {@return the context of the attempt that this thread works for}
     *
     * @throws IllegalStateException outside an attempt
     */
    static ActivityContext current() {
        return CurrentAttempt.require();
    }

    /** {@return what this attempt is about} */
    ActivityInfo info();

    /**
     * Tells the engine that this attempt is alive, and keeps details for the next attempt: how far it got. Without details,
     * earlier ones are forgotten. Required more often than the heartbeat timeout where one is set. A database that cannot be
     * reached is no error here: the details are kept and sent later.
     *
     * @param details anything that can be written as JSON, or null
     * @throws ActivityCompletionException if this attempt should end: its execution was canceled, paused, reset or closed, the
     *         attempt timed out, or the application shuts down
     */
    void heartbeat(Object details);

    /** {@return the latest details: of this attempt if it sent some, else those an earlier attempt left behind} */
    <T> Optional<T> heartbeatDetails(Class<T> type);

    /** As {@link #heartbeatDetails(Class)}, for a generic type. */
    <T> Optional<T> heartbeatDetails(Type type);

    /** {@return how the latest failed attempt of this execution ended; empty in the first} */
    Optional<RecordedFailure> lastFailure();

    /** {@return whether somebody asked for this execution to be canceled} */
    boolean isCancelRequested();

    /** {@return what tells this attempt to stop, to be asked or listened to} */
    CancellationToken cancellation();

    /**
     * {@return the token of this attempt, with which {@link ActivityClient#completion(String)} ends it from anywhere}
     * Nobody can guess one; whoever has it can end the attempt, so hand it to those only who shall.
     */
    String taskToken();

    /**
     * Lets the attempt go on after its method has returned, until somebody ends it with its {@link #taskToken() token} or
     * by id. What the method returns is ignored. Its slot is freed then and the attempt belongs to no node: it survives
     * restarts, deploys and crashes of this one, and its timeouts end it if nobody does. Until the method has returned a
     * crash ends the attempt like any other. An exception that leaves the method fails the attempt all the same.
     * <p>
     * Where the method is {@code @Transactional} its writes commit when it returns, and the release of the attempt with them.
     */
    void doNotCompleteOnReturn();

    /**
     * Lets the attempt go on after its method has returned, until what this returns ends it from another thread of this
     * process. The attempt keeps its slot and its node, and is lost with it in a crash.
     */
    ActivityCompletion useLocalManualCompletion();

    /**
     * {@return a key that is the same for every attempt of this execution and for no other: for systems that deduplicate}
     */
    String idempotencyKey();
}
