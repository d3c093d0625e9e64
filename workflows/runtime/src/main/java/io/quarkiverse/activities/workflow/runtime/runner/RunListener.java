package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;

import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;

/**
 * Is called for what this node does with runs, on the thread that does it. A listener must be fast. Implementations are beans.
 */
public interface RunListener {

    /** Called when this node has started a run. If it joined a transaction, this may still roll back. */
    default void started(NewRun run) {
    }

    /** Called when this node has claimed a run, which had been ready since {@link RunRow#readyAt()}. */
    default void claimed(RunRow run) {
    }

    /** Called when this node goes on with a run that it has in memory. */
    default void reused(RunRow run) {
    }

    /**
     * Called when this node has rebuilt a run, or has begun a new one.
     *
     * @param tasks how many Workflow Tasks were replayed
     */
    default void rebuilt(RunRow run, int tasks, Duration took) {
    }

    /** Called when this node gives up a run that it had claimed, with success or not. */
    default void released(RunRow run, Duration took) {
    }

    /** Called when a Workflow Task has failed. It is tried again. */
    default void taskFailed(RunRow run, boolean blocked) {
    }

    /**
     * Called when this node has closed a run.
     *
     * @param reason why it closed without a result, or null
     */
    default void closed(RunRow run, RunState state, String reason) {
    }
}
