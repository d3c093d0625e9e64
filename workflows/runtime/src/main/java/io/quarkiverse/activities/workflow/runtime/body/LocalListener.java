package io.quarkiverse.activities.workflow.runtime.body;

import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;

/** Learns how Local Activities of a run end. Called on threads of bodies and timers, so it must be short and must not block. */
public interface LocalListener {

    void ended(int number, LocalOutcome outcome);

    /** The body has thrown an {@link Error}, which fails the Workflow Task. */
    void broken(int number, Throwable error);

    /**
     * The outcome was not written, because this node does not own the run any more, or nobody knows whether it was. The next
     * owner of the run finds the outcome, or runs the body again.
     */
    void refused(int number);
}
