package io.quarkiverse.activities.runtime.store.node;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A node that serves Task Queues, or did until its lease ran out.
 *
 * @param leaseUntil until when it may be silent
 * @param attempts how many attempts in progress are its own
 */
public record NodeStatus(UUID nodeId, String identity, Instant startedAt, Instant leaseUntil, List<String> taskQueues,
        long attempts) {
}
