package io.quarkiverse.activities.runtime.store.value;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Statistics about the tables at one moment.
 *
 * @param now the store's time
 * @param clockOffset how far the store's clock is ahead of the clock of this process
 * @param oldestOpen when the oldest open execution was started, or null if none is open
 * @param backlog the tasks that a worker could claim now
 * @param servedQueues the Task Queues that are served by nodes with a valid lease
 * @param pausedAfterLosses how many executions are paused because their attempts were lost with their nodes
 */
public record StoreStatistics(Instant now, Duration clockOffset, Instant oldestOpen, List<Backlog> backlog,
        Set<String> servedQueues,
        long pausedAfterLosses) {

    /** {@return the backlog of a Task Queue, by type} */
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
     * The tasks of one type that a worker could claim now.
     *
     * @param since the time since which the oldest of them could be claimed
     */
    public record Backlog(String taskQueue, String activityType, long count, Instant since) {
    }
}
