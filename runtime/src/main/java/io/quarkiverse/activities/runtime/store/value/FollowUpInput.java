package io.quarkiverse.activities.runtime.store.value;

import io.quarkiverse.activities.runtime.execution.Execution;

/** Writes what a follow-up is told of the execution that closed. */
public interface FollowUpInput {

    /** {@return the arguments of the follow-up, as a payload} */
    byte[] write(String activityId, String runId, String activityType, Execution closed);
}
