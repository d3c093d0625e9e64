package io.quarkiverse.activities.runtime.store;

import java.util.UUID;

/** Names an execution: by run id, or by Activity Id for its latest run. Exactly one of the two is set, or both must match. */
public record RunRef(UUID runId, String activityId) {

    public static RunRef run(UUID runId) {
        return new RunRef(runId, null);
    }

    public static RunRef latest(String activityId) {
        return new RunRef(null, activityId);
    }
}
