package io.quarkiverse.activities.runtime.store.value;

import java.util.UUID;

/**
 * The successful end of an attempt.
 *
 * @param result the result as it is stored, or null
 * @param identity who completed the attempt
 */
public record Completion(UUID runId, int fence, byte[] result, String identity) {
}
