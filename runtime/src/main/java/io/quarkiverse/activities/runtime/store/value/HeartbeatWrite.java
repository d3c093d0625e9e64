package io.quarkiverse.activities.runtime.store.value;

import java.util.UUID;

/**
 * A heartbeat of an attempt.
 *
 * @param details the details as they are stored, or null
 */
public record HeartbeatWrite(UUID runId, int fence, byte[] details) {
}
