package io.quarkiverse.activities.runtime.store;

import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.Transition;

/**
 * What became of a change.
 *
 * @param runId the run it was about, or null where there is none
 * @param transition what the state machine said, or null where there is no such execution
 * @param now the store's time of the decision
 */
public record Verdict(UUID runId, String activityId, String activityType, Transition transition, Instant now) {

    static Verdict absent(RunRef run, Instant now) {
        return new Verdict(run.runId(), run.activityId(), null, null, now);
    }
}
