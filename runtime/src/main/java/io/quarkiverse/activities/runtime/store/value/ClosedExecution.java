package io.quarkiverse.activities.runtime.store.value;

import java.util.UUID;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.execution.Outcome;

/**
 * How an execution closed, for whoever waits for it.
 *
 * @param deleted whether it was deleted since
 */
public record ClosedExecution(UUID runId, String activityId, String activityType, String taskQueue, ActivityStatus status,
        Outcome outcome, boolean deleted) {
}
