package io.quarkiverse.activities;

/**
 * An Activity Type, for all nodes and Task Queues. Get it from {@link ActivityClient#activityType}.
 * <p>
 * All operations write to the database in a transaction of their own, and block: on an event-loop thread they throw
 * {@link IllegalStateException}. This node follows a change immediately, the others within five seconds.
 */
public interface ActivityTypeHandle {

    /** {@return the name of the Activity Type} */
    String name();

    /**
     * Pauses the Activity Type, and records why.
     *
     * @see #pause(RequestOptions)
     */
    default void pause(String reason) {
        pause(RequestOptions.because(reason));
    }

    /**
     * Pauses the Activity Type: no node takes tasks of it until it is unpaused, even after a restart. Other types of the same
     * Task Queues go on. So do attempts that run, starts, and timeouts of waiting tasks. Does nothing but record the new reason
     * if the type is paused already.
     *
     * @param request the reason and the identity of the caller; a request ID has no effect
     */
    void pause(RequestOptions request);

    /** Lets nodes take tasks of the Activity Type again. Does nothing if it is not paused. */
    void unpause();

    /** {@return the settings of the Activity Type that all nodes share} */
    ActivityTypeSettings settings();
}
