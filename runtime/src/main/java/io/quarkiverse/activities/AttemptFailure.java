package io.quarkiverse.activities;

import java.time.Instant;

import io.quarkiverse.activities.failure.RecordedFailure;

/**
 * An attempt that failed or timed out.
 *
 * @param attempt its number; 1 again after a reset
 * @param startedTime when it began
 * @param endedTime when it failed
 * @param worker who ran it
 * @param failure why
 */
public record AttemptFailure(int attempt, Instant startedTime, Instant endedTime, String worker, RecordedFailure failure) {
}
