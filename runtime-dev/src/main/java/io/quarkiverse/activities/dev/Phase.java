package io.quarkiverse.activities.dev;

import java.time.Instant;

import io.quarkiverse.activities.ActivityStatus;

/**
 * A phase of an execution, drawn as one bar of its timeline.
 *
 * @param to when it ended or will end; null if that is not known yet
 * @param attempt the attempt that runs in this phase, or that the execution waits for
 * @param worker the identity of the worker that ran the attempt; null if none did
 * @param end how the attempt ended; FAILED and TIMED_OUT mean the attempt, not the execution. Null while it runs
 * @param failure the type and message of the failure, or null
 */
public record Phase(Kind kind, Instant from, Instant to, int attempt, String worker, ActivityStatus end, String failure) {

    /** How the execution spent this phase. */
    public enum Kind {
        /** It waited for its start delay. */
        DELAY,
        /** It waited for a worker. */
        WAITING,
        /** An attempt ran. */
        RUNNING,
        /** It waited between two attempts, as the retry policy says. */
        BACKOFF,
        /** It was paused. */
        PAUSED,
        /** It made attempts that the engine did not keep. */
        FORGOTTEN
    }
}
