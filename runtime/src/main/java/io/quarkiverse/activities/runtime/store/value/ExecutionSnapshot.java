package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.entity.ExecutionRow;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Execution;

/** An execution as it was at a moment of the store's time. */
public record ExecutionSnapshot(UUID runId, String activityId, String activityType, byte[] input, Execution execution,
        List<AttemptRecord> failedAttempts, long optionSources, Instant now) {

    public static ExecutionSnapshot of(ExecutionRow row, Execution execution, Instant now) {
        return new ExecutionSnapshot(row.getRunId(), row.getActivityId(), row.getActivityType(), row.input(), execution,
                row.failedAttempts(), row.optionSources(), now);
    }
}
