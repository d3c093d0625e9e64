package io.quarkiverse.activities;

/**
 * Tells a running attempt that it should stop: its cancellation was requested, or its outcome counts no more because it timed
 * out or its execution was closed. It is told without a heartbeat: at once on the node where that was decided, on others within
 * about a second. Once set it stays set.
 */
public interface CancellationToken {

    /** {@return whether the attempt should stop} */
    boolean isRequested();

    /**
     * Runs the action when the attempt should stop, on a worker thread; at once on this thread if it already should. Never
     * after the attempt has ended. What the action throws is logged.
     */
    void onRequested(Runnable action);

    /**
     * Interrupts the calling thread when the attempt should stop, as long as the attempt lasts. Opt in only where everything
     * the method does bears an interruption. On an embedded H2 database this does nothing: an interruption there closes the
     * database for all.
     */
    void interruptOnRequest();
}
