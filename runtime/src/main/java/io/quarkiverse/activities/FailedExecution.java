package io.quarkiverse.activities;

import java.time.Instant;

/**
 * What an {@link Activity#onFailure() onFailure} activity is told of the execution that closed without a result.
 *
 * @param activityId its id
 * @param runId its run id: with it {@link ActivityClient#handle(String, String, Class)} describes all that is known
 * @param activityType its type
 * @param taskQueue the Task Queue it was on
 * @param status how it closed: failed, timed out, canceled or terminated
 * @param attempt the number of its last attempt
 * @param failureType the type of the failure it closed with, null where it has none
 * @param failureMessage the message of that failure, or null
 * @param retryState why no attempt followed, or null
 * @param closedTime when it closed
 */
public record FailedExecution(String activityId, String runId, String activityType, String taskQueue, ActivityStatus status,
        int attempt, String failureType, String failureMessage, RetryState retryState, Instant closedTime) {
}
