package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The Workflow Tasks of a journal, which a run repeats one after the other. Called by the thread that runs the code. */
public interface RecordedTasks {

    /**
     * A Workflow Task as the journal has it.
     *
     * @param arrivals what the references of the line mean, in the same order
     */
    record Task(JournalLine line, List<Arrival> arrivals) {
    }

    /** {@return the next task, or null if there is none} */
    Task next();

    /** The code has decided what is in the journal. */
    void repeated(JournalLine line, List<Decision> decisions);

    /**
     * {@return these tasks}
     *
     * @param arrivals returns what the references of a line mean
     */
    static RecordedTasks of(List<JournalLine> lines, Function<JournalLine, List<Arrival>> arrivals) {
        Iterator<JournalLine> all = lines.iterator();
        return new RecordedTasks() {

            @Override
            public Task next() {
                if (!all.hasNext()) {
                    return null;
                }
                JournalLine line = all.next();
                return new Task(line, arrivals.apply(line));
            }

            @Override
            public void repeated(JournalLine line, List<Decision> decisions) {
                // only the comparison matters
            }
        };
    }
}
