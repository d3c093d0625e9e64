package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Instant;
import java.util.List;

/**
 * One Workflow Task in the journal.
 *
 * @param time the time of the task
 * @param arrivals references to what was delivered, in the order of delivery
 * @param entries what was decided, in the order of decision
 */
public record JournalLine(Instant time, List<String> arrivals, List<Entry> entries) {

    public JournalLine {
        arrivals = List.copyOf(arrivals);
        entries = List.copyOf(entries);
    }

    /** {@return when the task ended: with the last Local Activity that ended in it} Its timers start then. */
    public Instant end() {
        return entries.stream().filter(entry -> entry.kind() == Entry.Kind.LOCAL).map(Entry::time).filter(time::isBefore)
                .max(Instant::compareTo).orElse(time);
    }
}
