package io.quarkiverse.activities.failure;

/** The Activity Id is taken, and the id policies of the call do not allow for that. Nothing was started. */
public class ActivityAlreadyStartedException extends ActivityException {

    private final String activityId;
    private final String runId;
    private final String activityType;

    /** Made by the engine, and by tests. */
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

    /** {@return the run id of the execution that has the id} */
    public String runId() {
        return runId;
    }

    /** {@return the Activity Type of the execution that has the id} */
    public String activityType() {
        return activityType;
    }
}
