package io.quarkiverse.activities.runtime.worker.queue;

import java.util.List;

/**
 * The current status of a Task Queue on this node.
 *
 * @param types the Activity Types that this node serves on the queue
 * @param used how many of the slots are in use
 * @param paused whether the queue is paused for all workers
 */
public record QueueStatus(String taskQueue, List<String> types, int slots, int used, boolean paused) {
}
