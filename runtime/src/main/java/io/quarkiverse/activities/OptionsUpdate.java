package io.quarkiverse.activities;

import java.time.Duration;

/**
 * Changes options of an open execution. Options that you do not set stay as they are, and a duration of zero clears an option.
 * An update is immutable: every method returns a new object.
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
    private String reason;
    private String identity;

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
        reason = other.reason;
        identity = other.identity;
    }

    /** {@return an update without any changes} */
    public static OptionsUpdate create() {
        return new OptionsUpdate(false);
    }

    /**
     * {@return an update that restores the options of the start, and undoes all other updates} Set nothing else on it, except a
     * request ID, a reason and an identity.
     */
    public static OptionsUpdate restoreOriginal() {
        return new OptionsUpdate(true);
    }

    /**
     * Moves the execution to another Task Queue, beginning with its next dispatch. A task that waits is dispatched there at
     * once.
     */
    public OptionsUpdate taskQueue(String newTaskQueue) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.taskQueue = newTaskQueue;
        return changed;
    }

    /** Limits how long the execution may take, measured from its first schedule and its start delay. */
    public OptionsUpdate scheduleToCloseTimeout(Duration timeout) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.scheduleToCloseTimeout = timeout;
        return changed;
    }

    /** Limits how long each attempt may wait for a worker. For a task that waits, the time starts again. */
    public OptionsUpdate scheduleToStartTimeout(Duration timeout) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.scheduleToStartTimeout = timeout;
        return changed;
    }

    /** Limits how long one attempt may take, measured from its start. Also applies to the attempt in progress. */
    public OptionsUpdate startToCloseTimeout(Duration timeout) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.startToCloseTimeout = timeout;
        return changed;
    }

    /**
     * Limits the time between two heartbeats. Also applies to the attempt in progress, which writes its heartbeats often enough
     * for it from then on.
     */
    public OptionsUpdate heartbeatTimeout(Duration timeout) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.heartbeatTimeout = timeout;
        return changed;
    }

    /**
     * Changes the delay of the first attempt, measured from the start of the execution. Only possible before that attempt is
     * dispatched.
     */
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
     * Sets the fields of the retry policy that are set in the given options. The exceptions and types that are never retried
     * cannot be changed. The engine computes a pending backoff again, unless the failed attempt requested it.
     */
    public OptionsUpdate retry(RetryOptions newRetry) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.retry = newRetry;
        return changed;
    }

    /** Restores the engine's default retry policy, before {@link #retry} is applied. */
    public OptionsUpdate clearRetry() {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.retryCleared = true;
        return changed;
    }

    /** Makes this update repeatable: if it has the request ID of the last update, it changes nothing and is not refused. */
    public OptionsUpdate requestId(String newRequestId) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.requestId = newRequestId;
        return changed;
    }

    /** Sets why the options change, which {@link ActivityDescription#changes()} shows. */
    public OptionsUpdate reason(String newReason) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.reason = newReason;
        return changed;
    }

    /** Sets the person or program that changes the options; by default, it is the node. */
    public OptionsUpdate identity(String newIdentity) {
        OptionsUpdate changed = new OptionsUpdate(this);
        changed.identity = newIdentity;
        return changed;
    }

    /** {@return whether this update restores the options of the start} */
    public boolean isRestoreOriginal() {
        return restoreOriginal;
    }

    /** {@return the new Task Queue, or null} */
    public String taskQueue() {
        return taskQueue;
    }

    /** {@return the new limit of the whole execution, or null} */
    public Duration scheduleToCloseTimeout() {
        return scheduleToCloseTimeout;
    }

    /** {@return the new limit of the wait for a worker, or null} */
    public Duration scheduleToStartTimeout() {
        return scheduleToStartTimeout;
    }

    /** {@return the new limit of one attempt, or null} */
    public Duration startToCloseTimeout() {
        return startToCloseTimeout;
    }

    /** {@return the new longest time between two heartbeats, or null} */
    public Duration heartbeatTimeout() {
        return heartbeatTimeout;
    }

    /** {@return the new delay of the first attempt, or null} */
    public Duration startDelay() {
        return startDelay;
    }

    /** {@return the new priority, or null} */
    public Integer priority() {
        return priority;
    }

    /** {@return the fields of the retry policy that change, or null} */
    public RetryOptions retry() {
        return retry;
    }

    /** {@return whether the default retry policy is restored first} */
    public boolean isRetryCleared() {
        return retryCleared;
    }

    /** {@return the request ID, or null} */
    public String requestId() {
        return requestId;
    }

    /** {@return the reason, or null} */
    public String reason() {
        return reason;
    }

    /** {@return who changes the options, or null} */
    public String identity() {
        return identity;
    }
}
