package io.quarkiverse.activities.workflow.runtime.store;

import java.nio.charset.StandardCharsets;

/**
 * A value of a run that is not in its journal, or that clients find without reading the journal.
 *
 * @param value the payload, or null if it was removed
 */
public record StoredValue(Kind kind, String name, byte[] value) {

    /** The kinds of values. The codes never change. */
    public enum Kind {
        /** A value of the memo. */
        MEMO(1),
        /** A value that the run has published. */
        PUBLISHED(2),
        /** The number of the latest activity with an Activity Id that the code has chosen. */
        ACTIVITY(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        short code() {
            return (short) code;
        }

        static Kind of(int code) {
            return values()[code - 1];
        }
    }

    /** {@return the number of the activity with this Activity Id} */
    public static StoredValue activity(String id, int number) {
        return new StoredValue(Kind.ACTIVITY, id, Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    }

    /** {@return whether it belongs to the memo} */
    public boolean isMemo() {
        return kind == Kind.MEMO;
    }
}
