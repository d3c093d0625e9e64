package io.quarkiverse.activities;

import java.time.Instant;
import java.util.Optional;

/**
 * One execution in a list, without its payloads. {@link ActivityClient#handle(String, String, Class)} with both ids tells more.
 *
 * @param activityId the user's identifier
 * @param runId the engine's identifier
 * @param activityType the Activity Type
 * @param taskQueue the Task Queue it is on, or was when it closed
 * @param status where it stands
 * @param attempt the number of the attempt in progress, of the next one while none is, or of the last one when closed
 * @param priority as it was given: 1 (first) to 5 (last), 0 for the default
 * @param scheduledTime when it was started
 * @param executionTime when its first attempt could begin: after its start delay
 * @param closedTime when it closed; empty while it is open
 * @param lastFailureType the type of its latest failure; empty if it has none
 */
public record ActivitySummary(String activityId, String runId, String activityType, String taskQueue, ActivityStatus status,
        int attempt, int priority, Instant scheduledTime, Instant executionTime, Optional<Instant> closedTime,
        Optional<String> lastFailureType) {
}
