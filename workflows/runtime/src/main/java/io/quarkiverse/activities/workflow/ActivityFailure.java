package io.quarkiverse.activities.workflow;

import java.util.Optional;

import io.quarkiverse.activities.RetryState;

/**
 * Thrown in a workflow when an activity, or a Local Activity, ended without a result. The cause says why: an
 * {@link io.quarkiverse.activities.failure.ApplicationFailure}, {@link io.quarkiverse.activities.failure.TimeoutFailure} or
 * {@link io.quarkiverse.activities.failure.CanceledFailure}. If it leaves the workflow method, the run fails with it.
 */
public final class ActivityFailure extends RuntimeException {

    private final String activityType;
    private final String activityId;
    private final RetryState retryState;

    /**
     * Created by the engine, and by tests.
     *
     * @param retryState why the activity was not retried, or null if it was canceled
     */
    public ActivityFailure(String message, String activityType, String activityId, RetryState retryState, Throwable cause) {
        super(message, cause);
        this.activityType = activityType;
        this.activityId = activityId;
        this.retryState = retryState;
    }

    /** {@return the Activity Type} */
    public String activityType() {
        return activityType;
    }

    /** {@return the Activity Id, which is unique in the run} */
    public String activityId() {
        return activityId;
    }

    /** {@return why the activity was not retried; empty if it was canceled} */
    public Optional<RetryState> retryState() {
        return Optional.ofNullable(retryState);
    }
}
