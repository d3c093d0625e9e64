package io.quarkiverse.activities.dev;

import java.time.Instant;

/**
 * A Task Queue.
 *
 * @param backlog the number of tasks that a worker could take now
 * @param oldest since when the oldest of these tasks has been waiting; null if there are none
 * @param slots how many attempts this node can run at once; 0 if it does not serve the queue
 * @param used how many of these slots are in use
 * @param paused whether the queue is paused for all workers
 * @param maxPerSecond how many tasks all workers together may take per second; null for no limit
 * @param counts the totals of this node since it started
 */
public record QueueView(String taskQueue, long backlog, Instant oldest, int slots, int used, boolean paused,
        Double maxPerSecond, QueueCounts counts) {
}
