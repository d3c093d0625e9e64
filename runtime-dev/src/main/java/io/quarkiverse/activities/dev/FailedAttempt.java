package io.quarkiverse.activities.dev;

import java.time.Instant;

import io.quarkiverse.activities.AttemptFailure;
import io.quarkiverse.activities.failure.RecordedFailure;

/**
 * An attempt that failed or timed out.
 *
 * @param attempt its number, starting with 1; starts with 1 again after a reset
 * @param worker the identity of the worker that ran it
 * @param failure the failure with its causes and stack traces
 */
public record FailedAttempt(int attempt, Instant startedTime, Instant endedTime, String worker, FailureView failure) {

    static FailedAttempt of(AttemptFailure attempt) {
        RecordedFailure failure = attempt.failure();
        return new FailedAttempt(attempt.attempt(), attempt.startedTime(), attempt.endedTime(), attempt.worker(),
                failure == null ? null : FailureView.of(failure.data()));
    }
}
