package io.quarkiverse.activities;

/** An option of an Activity Execution. {@link ActivityDescription#optionSources()} tells where each was set. */
public enum ActivityOption {
    TASK_QUEUE,
    SCHEDULE_TO_CLOSE_TIMEOUT,
    SCHEDULE_TO_START_TIMEOUT,
    START_TO_CLOSE_TIMEOUT,
    HEARTBEAT_TIMEOUT,
    /** Only a call, and an update afterwards, can set it. */
    START_DELAY,
    PRIORITY,
    RETRY_INITIAL_INTERVAL,
    RETRY_BACKOFF_COEFFICIENT,
    RETRY_MAXIMUM_INTERVAL,
    RETRY_MAXIMUM_ATTEMPTS,
    RETRY_NON_RETRYABLE_TYPES
}
