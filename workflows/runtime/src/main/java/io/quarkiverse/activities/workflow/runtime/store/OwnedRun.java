package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.util.UUID;

/**
 * A run that a node owns.
 *
 * @param left after which time the ownership ends unless it is extended
 */
public record OwnedRun(UUID runId, int epoch, long inbox, Duration left) {
}
