package io.quarkiverse.activities.dev;

import java.time.Instant;

/**
 * A Task Queue.
 *
 * @param backlog how many tasks a worker could take now
 * @param oldest since when the oldest of them waits; null where none does
 * @param slots how many attempts this node runs at once; 0 where it does not serve the queue
 * @param used how many of the slots are in use
 * @param paused whether all workers leave it alone
 * @param maxPerSecond how many tasks all workers together take a second; null for no limit
 * @param counts what this node has done since it started
 */
public record QueueView(String taskQueue, long backlog, Instant oldest, int slots, int used, boolean paused,
        Double maxPerSecond, QueueCounts counts) {
}
