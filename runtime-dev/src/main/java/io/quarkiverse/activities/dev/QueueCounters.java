package io.quarkiverse.activities.dev;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.spi.Failure;

/** Counts the attempts of this node for the charts of the Dev UI. */
@Singleton
public class QueueCounters implements NodeListener {

    private final Map<String, QueueCounts> counts = new ConcurrentHashMap<>();

    QueueCounts of(String taskQueue) {
        return counts.getOrDefault(taskQueue, QueueCounts.NONE);
    }

    @Override
    public void begun(ClaimedTask task) {
        count(task, new QueueCounts(1, Duration.between(task.dispatchTime(), task.startedTime()).toMillis(), 0, 0, 0));
    }

    @Override
    public void returned(ClaimedTask task, Duration took) {
        count(task, new QueueCounts(0, 0, 1, took.toMillis(), 0));
    }

    @Override
    public void failed(ClaimedTask task, Failure failure) {
        count(task, new QueueCounts(0, 0, 0, 0, 1));
    }

    private void count(ClaimedTask task, QueueCounts more) {
        counts.merge(task.taskQueue(), more, QueueCounts::plus);
    }
}
