package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.workflow.runtime.journal.JournalCodec;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;

/**
 * Everything from which a run can be rebuilt.
 *
 * @param now the store's time when this was read
 * @param chunks the text of the journal
 * @param outcomes the activities that have closed, in the order of their arrival
 * @param messages the messages, in the order in which they were sent
 */
public record RunMaterial(RunRow row, Instant now, List<String> chunks, List<StoredOutcome> outcomes,
        List<StoredMessage> messages) {

    /** {@return the lines of the journal} */
    public List<JournalLine> journal() {
        List<JournalLine> lines = new ArrayList<>();
        chunks.forEach(chunk -> lines.addAll(JournalCodec.decode(chunk)));
        if (row.tail() != null) {
            lines.addAll(JournalCodec.decode(row.tail()));
        }
        return lines;
    }

    /** {@return the same for the run as somebody else knows it} */
    RunMaterial of(RunRow known) {
        return new RunMaterial(known, now, chunks.subList(0, Math.min(known.chunks(), chunks.size())), outcomes, messages);
    }
}
