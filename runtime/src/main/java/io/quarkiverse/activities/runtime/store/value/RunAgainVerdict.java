package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.State;

/**
 * The answer to a request to run a closed execution again.
 *
 * @param run the new run, or null if the request is refused
 * @param activityId the id of both runs, or null if there is no such execution
 * @param row what was inserted; null if the request is refused, or if the same request has started the run before
 * @param scheduledTime when the new run was scheduled; null if {@code row} is
 * @param state the state of the execution that prevents it, or null
 * @param refusal why it is refused, or null
 */
public record RunAgainVerdict(UUID run, String activityId, NewExecution row, Instant scheduledTime, State state,
        String refusal) {

    public static final RunAgainVerdict ABSENT = new RunAgainVerdict(null, null, null, null, null, null);

    /** {@return whether there is such an execution} */
    public boolean exists() {
        return activityId != null;
    }

    /** {@return whether there is a new run} */
    public boolean accepted() {
        return run != null;
    }
}
