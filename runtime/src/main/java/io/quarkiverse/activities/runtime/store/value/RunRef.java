package io.quarkiverse.activities.runtime.store.value;

import java.util.UUID;

import io.quarkiverse.activities.entity.ExecutionRow;

/** Names an execution: by run id, or by Activity Id for its latest run. Exactly one of the two is set, or both must match. */
public record RunRef(UUID runId, String activityId) {

    /** {@return whether a row, found by one of the two, is the one that is meant} */
    public boolean isOf(ExecutionRow row) {
        return (runId == null || runId.equals(row.getRunId()))
                && (activityId == null || activityId.equals(row.getActivityId()));
    }

    public static RunRef run(UUID runId) {
        return new RunRef(runId, null);
    }

    public static RunRef latest(String activityId) {
        return new RunRef(null, activityId);
    }
}
