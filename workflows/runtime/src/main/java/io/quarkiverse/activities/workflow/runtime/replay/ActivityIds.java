package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.UUID;

/** The Activity Ids of activities for which the code of a run has not chosen one: the run ID and their number in the run. */
public final class ActivityIds {

    private static final int RUN_ID_LENGTH = 36;
    private static final String ACTIVITY = "/a";
    private static final String LOCAL_ACTIVITY = "/l";

    private ActivityIds() {
    }

    public static String of(UUID run, int number) {
        return of(run.toString(), number);
    }

    static String of(String run, int number) {
        return run + ACTIVITY + number;
    }

    public static String ofLocal(UUID run, int number) {
        return ofLocal(run.toString(), number);
    }

    static String ofLocal(String run, int number) {
        return run + LOCAL_ACTIVITY + number;
    }

    /** {@return whether it is the Activity Id of an activity of the run} */
    public static boolean isOf(UUID run, String activityId) {
        return activityId.startsWith(run + ACTIVITY);
    }

    /** {@return the run that an activity with this id belongs to, or null} */
    public static UUID run(String activityId) {
        if (activityId.length() <= RUN_ID_LENGTH + ACTIVITY.length() || !activityId.startsWith(ACTIVITY, RUN_ID_LENGTH)) {
            return null;
        }
        try {
            return UUID.fromString(activityId.substring(0, RUN_ID_LENGTH));
        } catch (IllegalArgumentException ofTheApplication) {
            return null;
        }
    }

    /** {@return the number of the activity in its run, or 0} */
    public static int number(String activityId) {
        try {
            return Integer.parseInt(activityId.substring(RUN_ID_LENGTH + ACTIVITY.length()));
        } catch (NumberFormatException ofTheApplication) {
            return 0;
        }
    }
}
