package io.quarkiverse.activities.runtime.store.value;

import java.util.UUID;

/**
 * Refers to an execution by its run id, or by its Activity Id, which means the latest run. If both are set, both must match. At
 * least one is set.
 */
public record RunRef(UUID runId, String activityId) {

    /** {@return whether this refers to the execution with the run id and Activity Id} */
    public boolean isOf(UUID foundRun, String foundId) {
        return (runId == null || runId.equals(foundRun)) && (activityId == null || activityId.equals(foundId));
    }

    public static RunRef run(UUID runId) {
        return new RunRef(runId, null);
    }

    public static RunRef latest(String activityId) {
        return new RunRef(null, activityId);
    }
}
