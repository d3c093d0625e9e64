package io.quarkiverse.activities.runtime.store.value;

import java.util.UUID;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.execution.Outcome;

/**
 * The result of a closed execution, for callers that wait for it.
 *
 * @param deleted whether the execution has been deleted since it closed
 */
public record ClosedExecution(UUID runId, String activityId, String activityType, String taskQueue, ActivityStatus status,
        Outcome outcome, boolean deleted) {
}
