package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.List;

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
}
