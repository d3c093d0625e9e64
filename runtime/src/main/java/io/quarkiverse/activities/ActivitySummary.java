package io.quarkiverse.activities;

import java.time.Instant;
import java.util.Optional;

/**
 * An execution in a list, without its payloads. {@link ActivityClient#handle(String, String)} with both IDs provides a full
 * description.
 *
 * @param activityId the Activity Id
 * @param runId the run ID
 * @param activityType the Activity Type
 * @param taskQueue the Task Queue the execution is on, or was on when it closed
 * @param status the status of the execution
 * @param attempt the number of the attempt in progress, of the next attempt if none is in progress, or of the last one if
 *        closed
 * @param priority the priority that was set: 1 (first) to 5 (last); 0 if none was set
 * @param scheduledTime when the execution was started
 * @param executionTime the time from which its first attempt could begin: after its start delay
 * @param closedTime when the execution closed; empty while it is open
 * @param lastFailureType the type of its latest failure; empty if it has none
 */
public record ActivitySummary(String activityId, String runId, String activityType, String taskQueue, ActivityStatus status,
        int attempt, int priority, Instant scheduledTime, Instant executionTime, Optional<Instant> closedTime,
        Optional<String> lastFailureType) {
}
