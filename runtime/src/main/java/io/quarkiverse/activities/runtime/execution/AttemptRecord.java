package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;

import io.quarkiverse.activities.spi.Failure;

/**
 * An attempt that failed, timed out or was cut, for the history kept with its execution.
 *
 * @param worker who ran it, or null
 * @param failure how it ended, or null where the report gave no failure
 */
public record AttemptRecord(int number, Instant startedTime, Instant endedTime, String worker, Failure failure) {

    static AttemptRecord of(Execution inProgress, Failure failure, Instant now) {
        return new AttemptRecord(inProgress.attempt().number(), inProgress.attempt().startedTime(), now,
                inProgress.lastWorker(), failure);
    }
}
