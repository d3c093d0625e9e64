package io.quarkiverse.activities.runtime.store.value;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the tables hold at a moment.
 *
 * @param now the store's time
 * @param clockOffset by how much the store's clock is ahead of this process's
 * @param oldestOpen when the oldest open execution was started, or null where none is open
 * @param backlog the tasks that a worker could take now
 * @param servedQueues the Task Queues that nodes with a lease serve
 */
public record StoreStatistics(Instant now, Duration clockOffset, Instant oldestOpen, List<Backlog> backlog,
        Set<String> servedQueues) {

    /** {@return what waits in this queue, by type} */
    public List<Backlog> backlogOf(String taskQueue) {
        List<Backlog> waiting = new ArrayList<>();
        for (Backlog tasks : backlog) {
            if (tasks.taskQueue().equals(taskQueue)) {
                waiting.add(tasks);
            }
        }
        return waiting;
    }

    /**
     * Tasks of one type that a worker could take now.
     *
     * @param since since when the oldest of them can be taken
     */
    public record Backlog(String taskQueue, String activityType, long count, Instant since) {
    }
}
