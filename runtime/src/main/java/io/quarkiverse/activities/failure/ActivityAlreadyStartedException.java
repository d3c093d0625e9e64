package io.quarkiverse.activities.failure;

/** Thrown when an Activity Id is taken and the policies of the call do not allow another start. Nothing was started. */
public class ActivityAlreadyStartedException extends ActivityException {

    private final String activityId;
    private final String runId;
    private final String activityType;

    /** Created by the engine, and by tests. */
    public ActivityAlreadyStartedException(String activityId, String runId, String activityType, String message) {
        super(message);
        this.activityId = activityId;
        this.runId = runId;
        this.activityType = activityType;
    }

    /** {@return the Activity Id that is taken} */
    public String activityId() {
        return activityId;
    }

    /** {@return the run ID of the execution that has the Activity Id} */
    public String runId() {
        return runId;
    }

    /** {@return the Activity Type of the execution that has the Activity Id} */
    public String activityType() {
        return activityType;
    }
}
