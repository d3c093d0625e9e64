package io.quarkiverse.activities.runtime.node;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Failure;

/**
 * Hears what this node does. Every bean of this type takes part. Called on the threads that do the work, which have more to do:
 * a listener only takes notes.
 */
public interface NodeListener {

    /** An attempt begins. */
    default void begun(ClaimedTask task) {
    }

    /** The method of an attempt has returned or thrown; where it returned a stage, that has completed. */
    default void returned(ClaimedTask task, Duration took) {
    }

    /** An attempt reports that it failed. */
    default void failed(ClaimedTask task, Failure failure) {
    }

    /** An attempt reports that it was canceled. */
    default void canceled(ClaimedTask task) {
    }

    /**
     * The completion of an attempt of this node was committed, and no decision was needed.
     *
     * @param took how long the attempt took
     */
    default void completed(ClaimedTask task, Duration took) {
    }

    /** A heartbeat of an attempt of this node was committed, and no decision was needed. */
    default void beaten(ClaimedTask task, boolean hasDetails) {
    }

    /** This node has committed a decision of the state machine. */
    default void decided(Verdict verdict) {
    }

    /** This node has committed the end of an execution. Told after {@link #completed} or {@link #decided}. */
    default void closed(ClosedExecution execution) {
    }

    /** This node has committed a task of this queue, with this dispatch time, to be taken after this time from now. */
    default void due(String taskQueue, Instant dispatchTime, Duration delay) {
    }

    /** This node has looked for tasks and found so many. */
    default void claimed(String taskQueue, int found) {
    }

    /** A batch of so many starts, completions, reports or heartbeats was written. */
    default void flushed(String what, int size) {
    }
}
