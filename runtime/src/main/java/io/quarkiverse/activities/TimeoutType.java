package io.quarkiverse.activities;

/** The four timeouts of an Activity Execution. */
public enum TimeoutType {
    /** One attempt took too long. Retried by policy. */
    START_TO_CLOSE("StartToClose"),
    /** No worker took the task in time. Never retried. */
    SCHEDULE_TO_START("ScheduleToStart"),
    /** The whole execution, with all its attempts, took too long. Never retried. */
    SCHEDULE_TO_CLOSE("ScheduleToClose"),
    /** The attempt in progress was silent for too long. Retried by policy. */
    HEARTBEAT("Heartbeat");

    private final String displayName;

    TimeoutType(String displayName) {
        this.displayName = displayName;
    }

    /** {@return the name as messages and {@code TemporalTimeout:} entries of a retry policy spell it} */
    public String displayName() {
        return displayName;
    }
}
