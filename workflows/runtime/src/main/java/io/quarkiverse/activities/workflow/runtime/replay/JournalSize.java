package io.quarkiverse.activities.workflow.runtime.replay;

/** How long the journal of a run is. The same in a replay, because only whole Workflow Tasks count. */
final class JournalSize {

    /** From this length on, a run is told to continue as new. Temporal does so from 4,096 events on. */
    static final int SUGGESTED = 4_000;

    private int length;

    /** {@return the number of arrivals and decisions} */
    int length() {
        return length;
    }

    void add(JournalLine line) {
        length += line.arrivals().size() + line.entries().size();
    }
}
