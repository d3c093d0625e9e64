package io.quarkiverse.activities;

import java.util.Optional;

import io.quarkiverse.activities.failure.RecordedFailure;

/**
 * A CDI event: an execution has closed. It is fired after the commit, on the node that closed it and only there, for observers
 * with {@code @Observes} and with {@code @ObservesAsync}, on a worker thread without a transaction. A node that crashes right
 * after the commit fires none, so this is for caches, metrics and pages; what must not be missed is an
 * {@link Activity#onFailure() onFailure} activity.
 *
 * @param activityId the user's identifier
 * @param runId the engine's identifier
 * @param activityType the Activity Type
 * @param taskQueue the Task Queue it was on
 * @param status how it closed
 * @param failure the failure it closed with; empty if it completed
 * @param retryState why no attempt followed; empty if it completed, or was canceled or terminated
 */
public record ActivityClosed(String activityId, String runId, String activityType, String taskQueue, ActivityStatus status,
        Optional<RecordedFailure> failure, Optional<RetryState> retryState) {
}
