package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A message to a run.
 *
 * @param id its number; later messages have higher ones
 * @param name the name of the signal, the reason of the cancellation, what it is about, or null
 * @param takenTurn the Workflow Task that it was delivered to, or null
 */
public record StoredMessage(long id, UUID runId, Kind kind, String name, byte[] payload, Instant sentAt, Integer takenTurn) {

    /** {@return the text by which the journal refers to the message} */
    public String reference() {
        return switch (kind) {
            case SIGNAL -> "s" + id;
            case UPDATE -> "u" + id;
            case CANCEL -> "k" + (name == null ? "" : " " + name);
            case DELIVERED -> "d" + name;
            case NOT_DELIVERED -> "f" + name;
            case CHILD_STARTED -> "b" + ChildNote.of(this).number();
            case CHILD_NOT_STARTED -> "n" + ChildNote.of(this).number();
            case CHILD_CLOSED -> "c" + ChildNote.of(this).number();
            case RESET -> "r" + runId;
        };
    }

    /** The kinds of messages. The codes never change. */
    public enum Kind {

        SIGNAL(1),
        CANCEL(2),
        /** A message to another workflow was delivered. */
        DELIVERED(3),
        /** There was no workflow to deliver a message to. */
        NOT_DELIVERED(4),
        /** A child has started; see {@link ChildNote}. */
        CHILD_STARTED(5),
        /** A child was not started, because its Workflow Id is in use; see {@link ChildNote}. */
        CHILD_NOT_STARTED(6),
        /** A child has closed; see {@link ChildNote}. The payload is its result or its failure. */
        CHILD_CLOSED(7),
        UPDATE(8),
        /** The run repeats another one from its next Workflow Task on. The name is the ID of that run. */
        RESET(9);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("Unknown kind of message: " + code);
        }
    }
}
