package io.quarkiverse.activities;

import java.time.Instant;

import io.quarkiverse.activities.failure.RecordedFailure;

/**
 * An attempt that failed or timed out.
 *
 * @param attempt the number of the attempt; 1 again after a reset
 * @param startedTime when the attempt began
 * @param endedTime when the attempt failed
 * @param worker the worker that ran the attempt
 * @param failure the failure of the attempt
 */
public record AttemptFailure(int attempt, Instant startedTime, Instant endedTime, String worker, RecordedFailure failure) {
}
