package io.quarkiverse.activities.failure;

import java.util.Optional;

import io.quarkiverse.activities.RetryState;

/**
 * Thrown when an Activity Execution closed without a result. The cause says why: an {@link ApplicationFailure},
 * {@link TimeoutFailure}, {@link CanceledFailure}, {@link TerminatedFailure} or {@link ServerFailure}.
 */
public class ActivityFailedException extends ActivityException {

    private final String activityId;
    private final String runId;
    private final String activityType;
    private final RetryState retryState;

    /**
     * Created by the engine, and by tests.
     *
     * @param retryState why the execution was not retried, or null if a retry was not possible
     */
    public ActivityFailedException(String activityId, String runId, String activityType, RetryState retryState,
            RecordedFailure cause) {
        super("Activity failed: type=" + activityType + ", id=" + activityId + ", run=" + runId
                + (retryState == null ? "" : ", retry state " + retryState), cause);
        this.activityId = activityId;
        this.runId = runId;
        this.activityType = activityType;
        this.retryState = retryState;
    }

    /** {@return the Activity Id} */
    public String activityId() {
        return activityId;
    }

    /** {@return the run ID} */
    public String runId() {
        return runId;
    }

    /** {@return the Activity Type} */
    public String activityType() {
        return activityType;
    }

    /** {@return why the execution was not retried; empty if a retry was not possible, for example after a termination} */
    public Optional<RetryState> retryState() {
        return Optional.ofNullable(retryState);
    }

    @Override
    public synchronized RecordedFailure getCause() {
        return (RecordedFailure) super.getCause();
    }
}
