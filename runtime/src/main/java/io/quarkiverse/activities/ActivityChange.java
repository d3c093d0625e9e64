package io.quarkiverse.activities;

import java.time.Instant;
import java.util.Optional;

/**
 * A change that somebody made to an Activity Execution. {@link ActivityDescription#changes()} returns the latest of each kind.
 *
 * @param kind what was asked for
 * @param time when, by the clock of the database
 * @param identity who asked: the identity of the request, or else the node that it was made on; empty if the engine did it
 * @param reason why; empty if no reason was given
 */
public record ActivityChange(Kind kind, Instant time, Optional<String> identity, Optional<String> reason) {

    /** The kinds of changes. */
    public enum Kind {
        /** A pause. */
        PAUSE,
        /** The end of a pause. */
        UNPAUSE,
        /** A reset to attempt 1. */
        RESET,
        /** An update of the options, or the restoration of the original ones. */
        UPDATE_OPTIONS,
        /** A request to cancel the execution. */
        CANCEL,
        /** A termination. */
        TERMINATE,
        /** A new run of a closed execution; both runs have this change. */
        RUN_AGAIN
    }
}
