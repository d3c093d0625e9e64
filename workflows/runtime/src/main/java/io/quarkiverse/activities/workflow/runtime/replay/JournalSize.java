package io.quarkiverse.activities.workflow.runtime.replay;

import java.nio.charset.StandardCharsets;

import io.quarkiverse.activities.spi.Payload;

/**
 * How long the journal of a run is. The same in a replay, because only whole Workflow Tasks count, and whatever the version of
 * the format: the bytes are those of names and values, and a fixed number for each entry.
 */
final class JournalSize {

    /**
     * At this number of entries, {@code continueAsNewSuggested} becomes true. Workflow code depends on it, so it must never
     * change.
     */
    static final int SUGGESTED = 4_096;
    /** The same for the number of bytes. */
    static final long SUGGESTED_BYTES = 4 * 1024 * 1024;

    private static final int ENTRY = 8;

    private int length;
    private long bytes;
    private int signals;

    /** {@return the number of arrivals and decisions} */
    int length() {
        return length;
    }

    /** {@return about how many bytes it takes} */
    long bytes() {
        return bytes;
    }

    /** {@return how many signals were delivered} */
    int signals() {
        return signals;
    }

    boolean isLong() {
        return length >= SUGGESTED || bytes >= SUGGESTED_BYTES;
    }

    void add(JournalLine line) {
        length += line.arrivals().size() + line.entries().size();
        for (String arrival : line.arrivals()) {
            bytes += arrival.length();
            if (arrival.startsWith("s")) {
                signals++;
            }
        }
        for (Entry entry : line.entries()) {
            bytes += ENTRY + (entry.name() == null ? 0 : entry.name().length()) + size(entry.value()) + size(entry.local());
        }
    }

    private static int size(LocalOutcome outcome) {
        if (outcome instanceof LocalOutcome.Completed completed) {
            return size(completed.result());
        }
        String message = outcome instanceof LocalOutcome.Failed failed && failed.failure() != null ? failed.failure().message()
                : null;
        return message == null ? 0 : message.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int size(Payload payload) {
        return payload == null ? 0 : Payload.bytes(payload).length;
    }
}
