package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.activities.runtime.store.value.NewExecution;

/**
 * The effects of a transaction on runs, for the code that follows it up after its commit.
 *
 * @param woken the runs for which there are messages, to be woken
 * @param outboxes the runs whose outbox is to be delivered
 * @param started the children that were started
 * @param terminated the runs that were terminated because of what happened to another one
 * @param activities the activities that run again because of a reset, with their scheduled times
 */
public record RunFollowUps(List<UUID> woken, List<UUID> outboxes, List<UUID> started,
        List<Terminated> terminated, Map<NewExecution, Instant> activities) {

    /** A run that was terminated, as it was before. */
    public record Terminated(RunRow run, String reason) {
    }

    boolean isEmpty() {
        return woken.isEmpty() && outboxes.isEmpty() && started.isEmpty() && terminated.isEmpty()
                && activities.isEmpty();
    }
}
