package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;

/**
 * An update of a run, and what became of it.
 *
 * @param id the number of its message
 * @param state null if no Workflow Task has decided about it yet
 * @param result the result of a completed one, or null
 * @param failure the failure of a failed or rejected one
 */
public record StoredUpdate(long id, UUID runId, State state, byte[] result, byte[] failure) {

    /** The state of an update. The codes never change. */
    public enum State {

        ACCEPTED(1),
        COMPLETED(2),
        FAILED(3),
        /** Refused by the validator. Leaves no trace in the history, and the update id can be used again. */
        REJECTED(4);

        private final int code;

        State(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static State of(int code) {
            return values()[code - 1];
        }
    }
}
