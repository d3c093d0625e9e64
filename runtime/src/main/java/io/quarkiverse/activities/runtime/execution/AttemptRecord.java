package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;

import io.quarkiverse.activities.spi.Failure;

/**
 * An attempt that failed, timed out or was interrupted, for the history that is stored with its execution.
 *
 * @param worker the identity of the worker that ran it, or null
 * @param failure how it ended, or null if the report contained no failure
 */
public record AttemptRecord(int number, Instant startedTime, Instant endedTime, String worker, Failure failure) {

    static AttemptRecord of(Execution inProgress, Failure failure, Instant now) {
        return new AttemptRecord(inProgress.attempt().number(), inProgress.attempt().startedTime(), now,
                inProgress.lastWorker(), failure);
    }
}
