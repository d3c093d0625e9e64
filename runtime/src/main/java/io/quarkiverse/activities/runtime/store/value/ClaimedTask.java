package io.quarkiverse.activities.runtime.store.value;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.spi.Failure;

/**
 * An attempt that this node has to run.
 *
 * @param deadline when the first of its timeouts is due, or null
 * @param lastFailure how the latest failed attempt ended, or null
 * @param now the store's time when it was claimed
 */
public record ClaimedTask(UUID runId, String activityId, String activityType, String taskQueue, int attempt, int fence,
        Instant scheduledTime, Instant dispatchTime, Instant startedTime, Duration scheduleToClose, Duration startToClose,
        Duration heartbeat, int priority, byte[] input, byte[] header, byte[] heartbeatDetails, Instant deadline,
        Failure lastFailure, Instant now) {
}
