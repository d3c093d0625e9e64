package io.quarkiverse.activities.runtime.query;

import io.quarkiverse.activities.ActivityStatus;

/** The names of statuses in queries and their results, which are the same as in Temporal. */
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
}
