package io.quarkiverse.activities.dev;

import java.time.Instant;

import io.quarkiverse.activities.ActivityStatus;

/**
 * A part of the life of an execution.
 *
 * @param to when it ended, or will; null where that is not known yet
 * @param attempt which attempt it was, or is waited for
 * @param worker who ran the attempt; null where nobody did
 * @param end how an attempt ended: failed and timed out here mean the attempt, not the execution. Null while it runs
 * @param failure why, or null
 */
public record Phase(Kind kind, Instant from, Instant to, int attempt, String worker, ActivityStatus end, String failure) {

    /** What it did. */
    public enum Kind {
        /** The start delay. */
        DELAY,
        /** For a worker. */
        WAITING,
        RUNNING,
        /** Between two attempts. */
        BACKOFF,
        PAUSED,
        /** Attempts of which nothing is kept. */
        FORGOTTEN
    }
}
