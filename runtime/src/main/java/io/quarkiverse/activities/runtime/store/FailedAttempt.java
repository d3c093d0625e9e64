package io.quarkiverse.activities.runtime.store;

import java.time.Instant;

import io.quarkiverse.activities.spi.Failure;

/**
 * What a failed attempt was.
 *
 * @param number counts from 1
 * @param startedTime when it began, or null
 * @param endedTime when it ended
 * @param worker who made it, or null
 * @param failure how it failed
 */
public record FailedAttempt(int number, Instant startedTime, Instant endedTime, String worker, Failure failure) {
}
