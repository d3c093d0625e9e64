package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.execution.Outcome;

/**
 * How an activity of a run closed.
 *
 * @param number the number of the activity in its run
 */
public record StoredOutcome(int number, ActivityStatus status, Outcome outcome, Instant closedAt) {
}
