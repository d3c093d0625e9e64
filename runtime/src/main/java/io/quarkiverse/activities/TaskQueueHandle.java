package io.quarkiverse.activities;

/**
 * A Task Queue of all nodes. Get it from {@link ActivityClient#taskQueue}.
 * <p>
 * All operations write to the database in a transaction of their own, and block: on an event-loop thread they throw
 * {@link IllegalStateException}. This node follows a change immediately, the others within five seconds.
 */
public interface TaskQueueHandle {

    /** {@return the name of the Task Queue} */
    String name();

    /**
     * Pauses the Task Queue, and records why.
     *
     * @see #pause(RequestOptions)
     */
    default void pause(String reason) {
        pause(RequestOptions.because(reason));
    }

    /**
     * Pauses the Task Queue: no node takes tasks from it until it is unpaused, even after a restart. Attempts that run go on,
     * and timeouts that apply to waiting tasks go on too. Does nothing but record the new reason if it is paused already.
     *
     * @param request the reason and the identity of the caller; a request id has no effect
     */
    void pause(RequestOptions request);

    /** Lets nodes take tasks from the Task Queue again. Does nothing if it is not paused. */
    void unpause();

    /** {@return the settings of the Task Queue that all nodes share} */
    TaskQueueSettings settings();
}
