package io.quarkiverse.activities.workflow.runtime.replay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.quarkiverse.activities.spi.Payload;

/**
 * A decision in the journal. Results that were born in the run (side effects, Local Activities) are kept here; arguments are
 * not.
 *
 * @param number the number of the decision, its target, its message, or its version; 0 if it has none
 * @param name the type, the duration, the name of a message and so on; or null
 * @param value the value of a side effect, the Activity Id that the code has chosen for an activity, or null
 * @param local the outcome of a Local Activity, or null
 * @param time when a Local Activity ended, or null
 */
public record Entry(Kind kind, long number, String name, Payload value, LocalOutcome local, Instant time) {

    /** The kinds of entries. The codes never change and are never reused. */
    public enum Kind {
        ACTIVITY('A', "activity"),
        CANCEL_ACTIVITY('X', "cancellation of an activity"),
        TIMER('T', "timer"),
        CANCEL_TIMER('Y', "cancellation of a timer"),
        CHILD('C', "child workflow"),
        SIGNAL('E', "signal to a workflow"),
        CANCEL_WORKFLOW('K', "cancellation of a workflow"),
        SIDE_EFFECT('S', "side effect"),
        VERSION('V', "version"),
        LOCAL('L', "local activity"),
        UPDATE_ACCEPTED('U', "accepted update"),
        UPDATE_COMPLETED('R', "completed update"),
        MEMO('M', "memo"),
        CLOSE('F', "end of the run");

        private final char code;
        private final String text;

        Kind(char code, String text) {
            this.code = code;
            this.text = text;
        }

        /** {@return the letter in the journal} */
        public char code() {
            return code;
        }

        /** {@return the name for people} */
        public String text() {
            return text;
        }

        /**
         * {@return the kind with this letter}
         *
         * @throws JournalFormatException if there is none
         */
        public static Kind of(char code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new JournalFormatException("Unknown kind of journal entry: " + code);
        }
    }

    static Entry of(Kind kind, long number, String name) {
        return new Entry(kind, number, name, null, null, null);
    }

    /** @param activityId the Activity Id that the code has chosen, or null */
    static Entry activity(int number, String type, String activityId) {
        return new Entry(Kind.ACTIVITY, number, type,
                activityId == null ? null : Payload.of(activityId.getBytes(StandardCharsets.UTF_8)), null, null);
    }

    /** {@return the Activity Id that the code has chosen for an activity, or null} */
    public String activityId() {
        return kind == Kind.ACTIVITY && value != null ? new String(Payload.bytes(value), StandardCharsets.UTF_8) : null;
    }

    /** {@return the entry as people read it, such as {@code activity 8 Charge}} */
    @Override
    public String toString() {
        return kind.text + (number == 0 ? "" : " " + number) + (name == null ? "" : " " + name);
    }
}
