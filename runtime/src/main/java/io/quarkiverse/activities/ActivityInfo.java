package io.quarkiverse.activities;

import java.time.Duration;
import java.time.Instant;

/**
 * The identifiers, times and limits of an attempt.
 *
 * @param activityId the Activity Id
 * @param runId the run ID, which the engine never uses again
 * @param activityType the Activity Type
 * @param taskQueue the Task Queue that the worker took the task from
 * @param attempt the number of this attempt, counted from 1
 * @param scheduledTime when the execution was started
 * @param currentAttemptScheduledTime the time from which a worker could take this attempt
 * @param startedTime when a worker took this attempt
 * @param scheduleToCloseTimeout how long the execution may take; zero if there is no limit
 * @param startToCloseTimeout how long this attempt may take; zero if there is no limit
 * @param heartbeatTimeout the longest time between two heartbeats; zero if there is no limit
 * @param priority 1 (first) to 5 (last); 0 if it is not set
 */
public record ActivityInfo(String activityId, String runId, String activityType, String taskQueue, int attempt,
        Instant scheduledTime, Instant currentAttemptScheduledTime, Instant startedTime, Duration scheduleToCloseTimeout,
        Duration startToCloseTimeout, Duration heartbeatTimeout, int priority) {
}
