package io.quarkiverse.activities;

/** An option of an Activity Execution. {@link ActivityDescription#optionSources()} shows where each one was set. */
public enum ActivityOption {
    /** The Task Queue, which determines the workers that can take the task. */
    TASK_QUEUE,
    /** How long the execution may take, including all attempts and backoffs. */
    SCHEDULE_TO_CLOSE_TIMEOUT,
    /** How long each attempt may wait for a worker. */
    SCHEDULE_TO_START_TIMEOUT,
    /** How long one attempt may take. */
    START_TO_CLOSE_TIMEOUT,
    /** The longest time between two heartbeats of an attempt. */
    HEARTBEAT_TIMEOUT,
    /** The delay of the first attempt. Only a call, and a later update, can set it. */
    START_DELAY,
    /** The order in which workers take tasks from a Task Queue: 1 (first) to 5 (last). */
    PRIORITY,
    /** The backoff after the first attempt. */
    RETRY_INITIAL_INTERVAL,
    /** The factor by which each further backoff grows. */
    RETRY_BACKOFF_COEFFICIENT,
    /** The longest backoff. */
    RETRY_MAXIMUM_INTERVAL,
    /** The largest number of attempts. */
    RETRY_MAXIMUM_ATTEMPTS,
    /** Exception classes that are never retried, subclasses included. */
    RETRY_NON_RETRYABLE,
    /** Failure types that are never retried, matched exactly. */
    RETRY_NON_RETRYABLE_TYPES
}
