package io.quarkiverse.activities.runtime.store.value;

import io.quarkiverse.activities.runtime.execution.Execution;

/** Writes the argument of a follow-up, which describes the execution that closed. */
public interface FollowUpInput {

    /**
     * {@return the arguments of the follow-up, as a payload}
     *
     * @param input the arguments of the execution that closed, as a payload, or null
     */
    byte[] write(String activityId, String runId, String activityType, byte[] input, Execution closed);
}
