package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.IdRules;

/**
 * The result of a start.
 *
 * @param decision START or TERMINATE_AND_START if a new run was started; otherwise nothing was started
 * @param runId the run that has the Activity Id now
 * @param activityType the type of that run
 * @param scheduledTime when the new run was scheduled, in the store's time; null if nothing was started
 * @param terminated the run that was terminated to make room, or null
 */
public record StartVerdict(IdRules.Decision decision, UUID runId, String activityType, Instant scheduledTime, UUID terminated) {

    /** {@return whether a new run was started} */
    public boolean started() {
        return decision == IdRules.Decision.START || decision == IdRules.Decision.TERMINATE_AND_START;
    }
}
