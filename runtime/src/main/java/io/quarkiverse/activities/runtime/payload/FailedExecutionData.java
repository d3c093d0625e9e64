package io.quarkiverse.activities.runtime.payload;

import java.time.Instant;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryState;

/**
 * A {@code FailedExecution} as its payload holds it.
 *
 * @param arguments the payload of the execution's arguments as it was stored, or null; decoded only when one is asked for, so
 *        that a codec cannot fail the transaction that closes the execution
 */
public record FailedExecutionData(String activityId, String runId, String activityType, String taskQueue,
        ActivityStatus status, int attempt, String failureType, String failureMessage, RetryState retryState,
        Instant closedTime, byte[] arguments) {
}
