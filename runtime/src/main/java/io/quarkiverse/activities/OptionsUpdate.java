package io.quarkiverse.activities;

import java.time.Duration;

/**
 * A change of the options of an open execution: what is not set stays as it is, and a duration of zero clears. Immutable: every
 * method returns a new object.
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

    private OptionsUpdate(OptionsUpdate other) {
        restoreOriginal = other.restoreOriginal;
        taskQueue = other.taskQueue;
        scheduleToCloseTimeout = other.scheduleToCloseTimeout;
        scheduleToStartTimeout = other.scheduleToStartTimeout;
        startToCloseTimeout = other.startToCloseTimeout;
        heartbeatTimeout = other.heartbeatTimeout;
        startDelay = other.startDelay;
        priority = other.priority;
        retry = other.retry;
        retryCleared = other.retryCleared;
        requestId = other.requestId;
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
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.taskQueue = newTaskQueue;
        return changed;
    }

    /** Limits the whole execution, counted from its first schedule and its start delay. */
    public OptionsUpdate scheduleToCloseTimeout(Duration timeout) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.scheduleToCloseTimeout = timeout;
        return changed;
    }

    /** Limits how long each attempt may wait for a worker. The wait of a task that waits now begins anew. */
    public OptionsUpdate scheduleToStartTimeout(Duration timeout) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.scheduleToStartTimeout = timeout;
        return changed;
    }

    /** Limits one attempt, counted from its start, of the attempt in progress too. */
    public OptionsUpdate startToCloseTimeout(Duration timeout) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.startToCloseTimeout = timeout;
        return changed;
    }

    /**
     * Limits the silence between two heartbeats, of the attempt in progress too: which goes on writing them as often as the
     * timeout that it began with asks for.
     */
    public OptionsUpdate heartbeatTimeout(Duration timeout) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.heartbeatTimeout = timeout;
        return changed;
    }

    /** Changes the delay of the first attempt, counted from the start; only before that attempt is dispatched. */
    public OptionsUpdate startDelay(Duration delay) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.startDelay = delay;
        return changed;
    }

    /** Sets the priority: 1 (first) to 5 (last), 0 for the default. */
    public OptionsUpdate priority(int newPriority) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.priority = newPriority;
        return changed;
    }

    /**
     * Sets the fields of the retry policy that the given options set. The exceptions and types that are never retried cannot be
     * changed. A pending backoff is computed again, unless the failed attempt asked for it.
     */
    public OptionsUpdate retry(RetryOptions newRetry) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.retry = newRetry;
        return changed;
    }

    /** Puts the retry policy back to the engine's defaults, before {@link #retry} is applied. */
    public OptionsUpdate clearRetry() {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.retryCleared = true;
        return changed;
    }

    /** Makes this update repeatable: with the id of the last update it changes nothing and is not refused. */
    public OptionsUpdate requestId(String newRequestId) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.requestId = newRequestId;
        return changed;
    }

    /** {@return whether all other updates are undone} */
    public boolean isRestoreOriginal() {
        return restoreOriginal;
    }

    /** {@return the new Task Queue, or null} */
    public String taskQueue() {
        return taskQueue;
    }

    /** {@return the limit of the whole execution, or null} */
    public Duration scheduleToCloseTimeout() {
        return scheduleToCloseTimeout;
    }

    /** {@return the limit of the wait for a worker, or null} */
    public Duration scheduleToStartTimeout() {
        return scheduleToStartTimeout;
    }

    /** {@return the limit of one attempt, or null} */
    public Duration startToCloseTimeout() {
        return startToCloseTimeout;
    }

    /** {@return the longest silence, or null} */
    public Duration heartbeatTimeout() {
        return heartbeatTimeout;
    }

    /** {@return the delay of the first attempt, or null} */
    public Duration startDelay() {
        return startDelay;
    }

    /** {@return the priority, or null} */
    public Integer priority() {
        return priority;
    }

    /** {@return the fields of the retry policy that change, or null} */
    public RetryOptions retry() {
        return retry;
    }

    /** {@return whether the retry policy goes back to the defaults first} */
    public boolean isRetryCleared() {
        return retryCleared;
    }

    /** {@return the request id, or null} */
    public String requestId() {
        return requestId;
    }
}
