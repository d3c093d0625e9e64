package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Instant;

import io.quarkiverse.activities.spi.Failure;

/**
 * Asks the owner of the run to run a Local Activity. It is repeated after a replay, if no result was recorded.
 *
 * @param number identifies the request in its run
 * @param firstAttempt the number of the attempt to begin with; above 1 after a backoff that was a timer
 * @param scheduledTime when the workflow called the activity, from which schedule-to-close counts
 * @param previous the failure of the attempt before, or null
 */
public record LocalRequest(int number, LocalSpec spec, int firstAttempt, Instant scheduledTime, Failure previous) {
}
