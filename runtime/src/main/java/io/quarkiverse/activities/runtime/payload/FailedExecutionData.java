package io.quarkiverse.activities.runtime.payload;

import java.time.Instant;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryState;

/**
 * The content of a {@code FailedExecution} in a payload.
 *
 * @param arguments the stored payload of the arguments of the execution, or null. It is decoded only when the follow-up reads
 *        an argument, so that a codec cannot fail the transaction that closes the execution
 */
public record FailedExecutionData(String activityId, String runId, String activityType, String taskQueue,
        ActivityStatus status, int attempt, String failureType, String failureMessage, RetryState retryState,
        Instant closedTime, byte[] arguments) {
}
