package io.quarkiverse.activities.runtime.store.value;

import java.util.UUID;

/** A heartbeat of an attempt, with its details as they are stored, or null. */
public record HeartbeatWrite(UUID runId, int fence, byte[] details) {
}
