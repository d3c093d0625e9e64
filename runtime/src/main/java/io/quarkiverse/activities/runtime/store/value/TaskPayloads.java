package io.quarkiverse.activities.runtime.store.value;

/**
 * The payloads of a task that were too large to be part of its claim.
 *
 * @param failureColumn the failure of the latest failed attempt as it is stored, or null
 */
public record TaskPayloads(byte[] input, byte[] header, byte[] heartbeatDetails, byte[] failureColumn) {
}
