package io.quarkiverse.activities.workflow.runtime.body;

import java.time.Duration;

/**
 * Is called for the attempts of Local Activities on this node, on the thread that runs them or on a timer. An observer must be
 * fast. Implementations are beans.
 */
public interface LocalObserver {

    /** How an attempt has ended. */
    enum End {
        COMPLETED,
        /** It has thrown an exception, or has timed out. */
        FAILED,
        /** It has thrown the cancellation that it was told of. */
        CANCELED
    }

    /** Called when an attempt begins. */
    default void began(LocalRun run, String type) {
    }

    /** Called when an attempt has ended. */
    default void ended(LocalRun run, String type, End end, Duration took) {
    }

    /**
     * Called when a Local Activity has a result.
     *
     * @param took the time since the workflow has called it, with all attempts and backoffs
     */
    default void completed(LocalRun run, String type, Duration took) {
    }
}
