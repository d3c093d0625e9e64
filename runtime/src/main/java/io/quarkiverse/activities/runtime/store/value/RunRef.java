package io.quarkiverse.activities.runtime.store.value;

import java.util.UUID;

/** Names an execution: by run id, or by Activity Id for its latest run. Exactly one of the two is set, or both must match. */
public record RunRef(UUID runId, String activityId) {

    /** {@return whether the execution with this run id and Activity Id, found by one of the two, is the one that is meant} */
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
