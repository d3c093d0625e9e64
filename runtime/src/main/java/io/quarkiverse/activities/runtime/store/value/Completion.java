package io.quarkiverse.activities.runtime.store.value;

import java.util.UUID;

/** The successful end of an attempt, with the result as it is stored, or null. */
public record Completion(UUID runId, int fence, byte[] result, String identity) {
}
