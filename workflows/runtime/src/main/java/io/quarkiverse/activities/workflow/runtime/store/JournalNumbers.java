package io.quarkiverse.activities.workflow.runtime.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;

/** Reads from a journal which activities of a run may be open. */
final class JournalNumbers {

    private JournalNumbers() {
    }

    /** {@return the numbers of the activities that were started and whose outcomes were not delivered} */
    static List<Integer> activities(RunMaterial material) {
        Set<Integer> open = new LinkedHashSet<>();
        for (JournalLine line : material.journal()) {
            line.arrivals().stream().filter(arrival -> arrival.startsWith("a"))
                    .forEach(arrival -> open.remove(Integer.valueOf(arrival.substring(1))));
            line.entries().stream().filter(entry -> entry.kind() == Entry.Kind.ACTIVITY)
                    .forEach(entry -> open.add((int) entry.number()));
        }
        return List.copyOf(open);
    }
}
