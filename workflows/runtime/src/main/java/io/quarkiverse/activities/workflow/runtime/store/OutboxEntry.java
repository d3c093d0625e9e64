package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;

/**
 * Something that a run has decided and that is carried out after its commit, in a transaction of its own.
 *
 * @param id its number; 0 before it is stored
 * @param runId the run that decided it
 * @param number the number of the decision, to which the answer refers
 * @param targetRunId the run that must be met, or null for the latest
 * @param name the name of the signal, or null
 */
record OutboxEntry(long id, UUID runId, Kind kind, int number, String targetId, UUID targetRunId, String name,
        byte[] payload) {

    /** The kinds of entries. The codes never change. */
    enum Kind {

        SIGNAL(1),
        CANCEL(2),
        SIGNAL_CHILD(3),
        CANCEL_CHILD(4),
        /** The run has closed, and its children follow by their policies. */
        CLOSE_CHILDREN(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        boolean isSignal() {
            return this == SIGNAL || this == SIGNAL_CHILD;
        }

        boolean isToChild() {
            return this == SIGNAL_CHILD || this == CANCEL_CHILD;
        }

        static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("Unknown kind of outbox entry: " + code);
        }
    }

    /** {@return the same, decided by another run} */
    OutboxEntry of(UUID otherRun) {
        return new OutboxEntry(0, otherRun, kind, number, targetId, targetRunId, name, payload);
    }

    static OutboxEntry closeChildren(UUID runId) {
        return new OutboxEntry(0, runId, Kind.CLOSE_CHILDREN, 0, null, null, null, null);
    }
}
