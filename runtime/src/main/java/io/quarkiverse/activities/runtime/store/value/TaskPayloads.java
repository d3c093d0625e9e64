package io.quarkiverse.activities.runtime.store.value;

import io.quarkiverse.activities.spi.Failure;

/**
 * The payloads of a task that were too large to be part of its claim.
 *
 * @param lastFailure the failure of the latest failed attempt, or null
 */
public record TaskPayloads(byte[] input, byte[] header, byte[] heartbeatDetails, Failure lastFailure) {
}
