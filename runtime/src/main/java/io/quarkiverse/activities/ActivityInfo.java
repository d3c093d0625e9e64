package io.quarkiverse.activities;

import java.time.Duration;
import java.time.Instant;

/**
 * What an attempt is about.
 *
 * @param activityId the user's identifier
 * @param runId the engine's identifier, unique for ever
 * @param activityType the type the definition is registered under
 * @param taskQueue the queue the task was taken from
 * @param attempt the number of this attempt, from 1
 * @param scheduledTime when the execution was started
 * @param currentAttemptScheduledTime from when on this attempt could be taken
 * @param startedTime when this attempt was taken
 * @param scheduleToCloseTimeout limit of the whole execution; zero for none
 * @param startToCloseTimeout limit of this attempt; zero for none
 * @param heartbeatTimeout limit of the silence between two heartbeats; zero for none
 * @param priority 1 to 5, 0 where none was set
 */
public record ActivityInfo(String activityId, String runId, String activityType, String taskQueue, int attempt,
        Instant scheduledTime, Instant currentAttemptScheduledTime, Instant startedTime, Duration scheduleToCloseTimeout,
        Duration startToCloseTimeout, Duration heartbeatTimeout, int priority) {
}
