package io.quarkiverse.activities.failure;

import java.util.Optional;

import io.quarkiverse.activities.RetryState;

/**
 * The Activity Execution closed without a result. The cause says why: an {@link ApplicationFailure}, {@link TimeoutFailure},
 * {@link CanceledFailure}, {@link TerminatedFailure} or {@link ServerFailure}.
 */
public class ActivityFailedException extends ActivityException {

    private final String activityId;
    private final String runId;
    private final String activityType;
    private final RetryState retryState;

    /**
     * Made by the engine, and by tests.
     *
     * @param retryState why it was not retried, or null where nothing could have been
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

    /** {@return the run id} */
    public String runId() {
        return runId;
    }

    /** {@return the Activity Type} */
    public String activityType() {
        return activityType;
    }

    /** {@return why it was not retried; empty where nothing could have been, as after a termination} */
    public Optional<RetryState> retryState() {
        return Optional.ofNullable(retryState);
    }

    @Override
    public synchronized RecordedFailure getCause() {
        return (RecordedFailure) super.getCause();
    }
}
