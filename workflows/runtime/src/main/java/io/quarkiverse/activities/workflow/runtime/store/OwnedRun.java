package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A run that a node owns.
 *
 * @param until when the ownership ends unless it is extended
 */
public record OwnedRun(UUID runId, int epoch, long inbox, Instant until) {
}
