package io.quarkiverse.activities;

/** The four timeouts of an Activity Execution. */
public enum TimeoutType {
    /** One attempt took too long. Retried according to the retry policy. */
    START_TO_CLOSE("StartToClose"),
    /** No worker took the task in time. Never retried. */
    SCHEDULE_TO_START("ScheduleToStart"),
    /** The execution took too long, including all attempts. Never retried. */
    SCHEDULE_TO_CLOSE("ScheduleToClose"),
    /** The attempt in progress sent no heartbeat for too long. Retried according to the retry policy. */
    HEARTBEAT("Heartbeat");

    private final String displayName;

    TimeoutType(String displayName) {
        this.displayName = displayName;
    }

    /** {@return the name in messages and in the {@code TemporalTimeout:} entries of a retry policy} */
    public String displayName() {
        return displayName;
    }
}
