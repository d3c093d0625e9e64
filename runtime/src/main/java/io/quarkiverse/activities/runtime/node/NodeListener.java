package io.quarkiverse.activities.runtime.node;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Failure;

/**
 * Is notified of what this node does. Each bean of this type is a listener. It is called on the threads that do the work, so it
 * must not block. An exception that it throws is logged and ignored.
 */
public interface NodeListener {

    /** Called when an attempt begins. */
    default void begun(ClaimedTask task) {
    }

    /** Called when the method of an attempt has returned or thrown. If it returned a stage, when that has completed. */
    default void returned(ClaimedTask task, Duration took) {
    }

    /** Called when an attempt reports a failure. */
    default void failed(ClaimedTask task, Failure failure) {
    }

    /** Called when an attempt reports that it was canceled. */
    default void canceled(ClaimedTask task) {
    }

    /**
     * Called when the completion of an attempt of this node has committed without a decision of the state machine.
     *
     * @param took how long the attempt took
     */
    default void completed(ClaimedTask task, Duration took) {
    }

    /** Called when a heartbeat of an attempt of this node has committed without a decision of the state machine. */
    default void beaten(ClaimedTask task, boolean hasDetails) {
    }

    /** Called when this node has committed a decision of the state machine. */
    default void decided(Verdict verdict) {
    }

    /** Called when this node has committed the end of an execution, after {@link #completed} or {@link #decided}. */
    default void closed(ClosedExecution execution) {
    }

    /**
     * Called when this node has committed a task.
     *
     * @param delay how long from now until the task can be claimed
     */
    default void due(String taskQueue, Instant dispatchTime, Duration delay) {
    }

    /** Called when this node has polled a queue, even if it claimed no task. */
    default void claimed(String taskQueue, int found) {
    }

    /**
     * Called when a batch was written.
     *
     * @param what the kind of requests in the batch: starts, completions, reports, heartbeats or due
     * @param size the number of requests
     */
    default void flushed(String what, int size) {
    }
}
