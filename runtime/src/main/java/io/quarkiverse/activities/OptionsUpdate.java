package io.quarkiverse.activities;

import java.time.Duration;

/**
 * A change of the options of an open execution: what is not set stays as it is, and a duration of zero clears. Mutable while it
 * is put together, and not thread-safe.
 */
public final class OptionsUpdate {

    private final boolean restoreOriginal;
    private String taskQueue;
    private Duration scheduleToCloseTimeout;
    private Duration scheduleToStartTimeout;
    private Duration startToCloseTimeout;
    private Duration heartbeatTimeout;
    private Duration startDelay;
    private Integer priority;
    private RetryOptions retry;
    private boolean retryCleared;
    private String requestId;

    private OptionsUpdate(boolean restoreOriginal) {
        this.restoreOriginal = restoreOriginal;
    }

    /** {@return an update that changes nothing yet} */
    public static OptionsUpdate create() {
        return new OptionsUpdate(false);
    }

    /** {@return an update that undoes all others: back to the options of the start. Nothing else can be set with it} */
    public static OptionsUpdate restoreOriginal() {
        return new OptionsUpdate(true);
    }

    /** Moves the execution to another Task Queue, from its next dispatch on; a task that waits is dispatched there at once. */
    public OptionsUpdate taskQueue(String newTaskQueue) {
        taskQueue = newTaskQueue;
        return this;
    }

    /** Limits the whole execution, counted from its first schedule and its start delay. */
    public OptionsUpdate scheduleToCloseTimeout(Duration timeout) {
        scheduleToCloseTimeout = timeout;
        return this;
    }

    /** Limits how long each attempt may wait for a worker. The wait of a task that waits now begins anew. */
    public OptionsUpdate scheduleToStartTimeout(Duration timeout) {
        scheduleToStartTimeout = timeout;
        return this;
    }

    /** Limits one attempt, counted from its start, of the attempt in progress too. */
    public OptionsUpdate startToCloseTimeout(Duration timeout) {
        startToCloseTimeout = timeout;
        return this;
    }

    /** Limits the silence between two heartbeats, of the attempt in progress too. */
    public OptionsUpdate heartbeatTimeout(Duration timeout) {
        heartbeatTimeout = timeout;
        return this;
    }

    /** Changes the delay of the first attempt, counted from the start; only before that attempt is dispatched. */
    public OptionsUpdate startDelay(Duration delay) {
        startDelay = delay;
        return this;
    }

    /** Sets the priority: 1 (first) to 5 (last), 0 for the default. */
    public OptionsUpdate priority(int newPriority) {
        priority = newPriority;
        return this;
    }

    /**
     * Sets the fields of the retry policy that the given options set; non-retryable types cannot be changed. A backoff that is
     * waited for is computed again, unless the attempt had asked for it.
     */
    public OptionsUpdate retry(RetryOptions newRetry) {
        retry = newRetry;
        return this;
    }

    /** Puts the retry policy back to the engine's defaults, before {@link #retry} is applied. */
    public OptionsUpdate clearRetry() {
        retryCleared = true;
        return this;
    }

    /** Makes this update repeatable: with the id of the last update it changes nothing and is not refused. */
    public OptionsUpdate requestId(String newRequestId) {
        requestId = newRequestId;
        return this;
    }

    public boolean isRestoreOriginal() {
        return restoreOriginal;
    }

    /** {@return what was set, or null; so for all others} */
    public String taskQueue() {
        return taskQueue;
    }

    public Duration scheduleToCloseTimeout() {
        return scheduleToCloseTimeout;
    }

    public Duration scheduleToStartTimeout() {
        return scheduleToStartTimeout;
    }

    public Duration startToCloseTimeout() {
        return startToCloseTimeout;
    }

    public Duration heartbeatTimeout() {
        return heartbeatTimeout;
    }

    public Duration startDelay() {
        return startDelay;
    }

    public Integer priority() {
        return priority;
    }

    public RetryOptions retry() {
        return retry;
    }

    public boolean isRetryCleared() {
        return retryCleared;
    }

    public String requestId() {
        return requestId;
    }
}
