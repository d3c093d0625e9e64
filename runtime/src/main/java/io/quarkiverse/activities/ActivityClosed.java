package io.quarkiverse.activities;

import java.util.Optional;

import io.quarkiverse.activities.failure.RecordedFailure;

/**
 * Reports, as a CDI event, that an execution has closed. The node that closed the execution fires it after the commit, for
 * observers with {@code @Observes} and {@code @ObservesAsync}, on a worker thread without a transaction. Other nodes do not
 * fire it, and a node that crashes right after the commit fires none. Use it for caches, metrics and user interfaces. If the
 * reaction must not be lost, use an {@link Activity#onFailure() onFailure} activity.
 *
 * @param activityId the Activity Id
 * @param runId the run ID
 * @param activityType the Activity Type
 * @param taskQueue the Task Queue the execution was on
 * @param status how the execution closed
 * @param failure the failure the execution closed with; empty if it completed
 * @param retryState why no further attempt followed; empty if the execution completed, or was canceled or terminated
 */
public record ActivityClosed(String activityId, String runId, String activityType, String taskQueue, ActivityStatus status,
        Optional<RecordedFailure> failure, Optional<RetryState> retryState) {
}
