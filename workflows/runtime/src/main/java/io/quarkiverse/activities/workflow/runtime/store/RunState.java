package io.quarkiverse.activities.workflow.runtime.store;

import io.quarkiverse.activities.workflow.WorkflowStatus;

/** The states of a run. The codes never change. */
public enum RunState {

    /** Waits for something; no node owns it. */
    IDLE(0),
    /** Something has arrived that no Workflow Task has seen. */
    READY(1),
    /** A node runs a Workflow Task of it. */
    OWNED(2),
    /** Its code does not fit its journal. Tried again from time to time. */
    BLOCKED(3),
    /** Somebody has paused it: no node takes it until it is unpaused. */
    PAUSED(4),
    COMPLETED(10),
    FAILED(11),
    CANCELED(12),
    TERMINATED(13),
    TIMED_OUT(14),
    CONTINUED_AS_NEW(15);

    private final int code;

    RunState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** {@return whether the run is over} */
    public boolean isClosed() {
        return code >= COMPLETED.code;
    }

    /** {@return the state as users see it} */
    public WorkflowStatus status() {
        return isClosed() ? WorkflowStatus.valueOf(name()) : WorkflowStatus.RUNNING;
    }

    public static RunState of(int code) {
        for (RunState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("Unknown state of a workflow run: " + code);
    }
}
