package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.IdRules;

/**
 * What became of a start.
 *
 * @param decision START or TERMINATE_AND_START where the run is new; otherwise nothing was started
 * @param runId the run that has the id now
 * @param activityType the type of that run
 * @param scheduledTime when the new run was scheduled, by the store's time; null where nothing was started
 * @param terminated the run that was terminated to make room, or null
 */
public record StartVerdict(IdRules.Decision decision, UUID runId, String activityType, Instant scheduledTime, UUID terminated) {

    /** {@return whether there is a new run} */
    public boolean started() {
        return decision == IdRules.Decision.START || decision == IdRules.Decision.TERMINATE_AND_START;
    }
}
