package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Execution;

/** The state of an execution at one moment of the store's time. */
public record ExecutionSnapshot(UUID runId, String activityId, String activityType, byte[] input, Execution execution,
        List<AttemptRecord> failedAttempts, long optionSources, Instant now) {
}
