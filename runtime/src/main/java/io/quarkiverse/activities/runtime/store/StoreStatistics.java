package io.quarkiverse.activities.runtime.store;

import java.time.Instant;
import java.util.List;

/**
 * What the tables hold at a moment.
 *
 * @param now the store's time
 * @param oldestOpen when the oldest open execution was started, or null where none is open
 * @param backlog the tasks that a worker could take now
 */
public record StoreStatistics(Instant now, Instant oldestOpen, List<Backlog> backlog) {

    /**
     * Tasks of one type that a worker could take now.
     *
     * @param since since when the oldest of them can be taken
     */
    public record Backlog(String taskQueue, String activityType, long count, Instant since) {
    }
}
