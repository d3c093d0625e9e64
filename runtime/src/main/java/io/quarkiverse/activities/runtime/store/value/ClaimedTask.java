package io.quarkiverse.activities.runtime.store.value;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.spi.Failure;

/**
 * A task that this node has claimed and must run as an attempt.
 *
 * @param deadline when its earliest timeout is due, or null if it has no timeout
 * @param lastFailure the failure of the latest failed attempt, or null
 * @param now the store's time of the claim
 */
public record ClaimedTask(UUID runId, String activityId, String activityType, String taskQueue, int attempt, int fence,
        Instant scheduledTime, Instant dispatchTime, Instant startedTime, Duration scheduleToClose, Duration startToClose,
        Duration heartbeat, int priority, byte[] input, byte[] header, byte[] heartbeatDetails, Instant deadline,
        Failure lastFailure, Instant now) {
}
