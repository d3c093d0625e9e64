package io.quarkiverse.activities.dev;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.runtime.worker.queue.QueueStatus;

/**
 * A node that serves Task Queues, or did until its lease ran out.
 *
 * @param here whether it is this one
 * @param leaseUntil until when it may be silent
 * @param attempts how many attempts in progress are its own
 * @param slots the slots of its queues; empty for other nodes, which only know them themselves
 */
public record WorkerView(UUID nodeId, String identity, boolean here, Instant startedAt, Instant leaseUntil,
        List<String> taskQueues, long attempts, List<QueueStatus> slots) {
}
