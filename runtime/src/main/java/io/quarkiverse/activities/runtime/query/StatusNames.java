package io.quarkiverse.activities.runtime.query;

import io.quarkiverse.activities.ActivityStatus;

/** How queries and their answers spell a status: as Temporal does. */
public final class StatusNames {

    private StatusNames() {
    }

    public static String of(ActivityStatus status) {
        return switch (status) {
            case RUNNING -> "Running";
            case PAUSED -> "Paused";
            case COMPLETED -> "Completed";
            case FAILED -> "Failed";
            case CANCELED -> "Canceled";
            case TERMINATED -> "Terminated";
            case TIMED_OUT -> "TimedOut";
        };
    }

    /** {@return the status of that name in whatever case, or null} */
    static ActivityStatus read(String name) {
        for (ActivityStatus status : ActivityStatus.values()) {
            if (of(status).equalsIgnoreCase(name)) {
                return status;
            }
        }
        return null;
    }
}
