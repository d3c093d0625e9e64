package io.quarkiverse.activities.dev;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.runtime.worker.queue.QueueStatus;

/**
 * A node that serves Task Queues, or served them until its lease expired.
 *
 * @param here whether it is this node
 * @param leaseUntil when its lease expires unless the node renews it
 * @param attempts how many attempts it is running
 * @param slots the slots of its queues; empty for other nodes, since each node knows only its own
 */
public record WorkerView(UUID nodeId, String identity, boolean here, Instant startedAt, Instant leaseUntil,
        List<String> taskQueues, long attempts, List<QueueStatus> slots) {
}
