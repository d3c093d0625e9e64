package io.quarkiverse.activities;

/**
 * Says whether a running attempt should stop: its cancellation was requested, or its outcome no longer counts because it timed
 * out or its execution was closed. The token does not depend on heartbeats. It is set at once on the node that made the
 * decision, and within about a second on other nodes. It is never unset.
 */
public interface CancellationToken {

    /** {@return whether the attempt should stop} */
    boolean isRequested();

    /**
     * Runs an action on a worker thread when the attempt should stop. If the attempt should already stop, the action runs at
     * once on this thread. It never runs after the attempt has ended. Exceptions of the action are logged.
     */
    void onRequested(Runnable action);

    /**
     * Interrupts the calling thread when the attempt should stop, for as long as the attempt lasts. Use it only if everything
     * that the method does tolerates an interruption. On an embedded H2 database it has no effect, because an interruption
     * there closes the database for all threads.
     */
    void interruptOnRequest();
}
