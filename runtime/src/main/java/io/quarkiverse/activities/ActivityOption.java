package io.quarkiverse.activities;

/** An option of an Activity Execution. {@link ActivityDescription#optionSources()} tells where each was set. */
public enum ActivityOption {
    /** Which workers can take it. */
    TASK_QUEUE,
    /** How long the execution may take with all its attempts and backoffs. */
    SCHEDULE_TO_CLOSE_TIMEOUT,
    /** How long each attempt may wait for a worker. */
    SCHEDULE_TO_START_TIMEOUT,
    /** How long one attempt may take. */
    START_TO_CLOSE_TIMEOUT,
    /** How long an attempt may be silent between two heartbeats. */
    HEARTBEAT_TIMEOUT,
    /** How long the first attempt waits. Only a call, and an update afterwards, can set it. */
    START_DELAY,
    /** Which of the tasks that wait in a Task Queue is taken first: 1 to 5. */
    PRIORITY,
    /** The wait after the first attempt. */
    RETRY_INITIAL_INTERVAL,
    /** How many times as long as the one before each further wait is. */
    RETRY_BACKOFF_COEFFICIENT,
    /** The longest wait. */
    RETRY_MAXIMUM_INTERVAL,
    /** How many attempts there may be. */
    RETRY_MAXIMUM_ATTEMPTS,
    /** Exception classes that are never retried, subclasses included. */
    RETRY_NON_RETRYABLE,
    /** Failure types that are never retried, matched exactly. */
    RETRY_NON_RETRYABLE_TYPES
}
