package io.quarkiverse.activities.workflow.runtime.store;

import io.quarkiverse.activities.runtime.execution.Execution;

/**
 * An activity of a run, open or closed.
 *
 * @param number its number in the run
 * @param input its arguments as one payload, or null
 */
public record RunActivity(int number, String activityId, String activityType, byte[] input, Execution execution) {
}
