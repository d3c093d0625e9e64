package io.quarkiverse.activities.runtime.store.node;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The status of a node that serves Task Queues, or did until its lease expired.
 *
 * @param leaseUntil when its lease expires unless the node renews it
 * @param attempts how many attempts in progress it owns
 */
public record NodeStatus(UUID nodeId, String identity, Instant startedAt, Instant leaseUntil, List<String> taskQueues,
        long attempts) {
}
