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
}
