package io.quarkiverse.activities.runtime.worker.queue;

import java.util.List;

/**
 * A Task Queue as this node serves it now.
 *
 * @param types the types that this node takes from it
 * @param used how many of the slots are in use
 * @param paused whether all workers leave it alone for now
 */
public record QueueStatus(String taskQueue, List<String> types, int slots, int used, boolean paused) {
}
