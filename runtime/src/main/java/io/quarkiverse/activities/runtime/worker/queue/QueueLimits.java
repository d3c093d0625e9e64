package io.quarkiverse.activities.runtime.worker.queue;

import java.util.Map;
import java.util.OptionalDouble;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig.QueueConfig;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The rate limits that this node's configuration gives to a Task Queue.
 *
 * @param perSecond how many tasks a second this node takes, or zero for no limit
 * @param queuePerSecond how many all nodes together take, zero for no limit; empty leaves that as others set it
 */
public record QueueLimits(double perSecond, OptionalDouble queuePerSecond) {

    private static final QueueLimits NONE = new QueueLimits(0, OptionalDouble.empty());

    /** @param config null where the queue is not configured */
    public static QueueLimits of(QueueConfig config) {
        return config == null ? NONE
                : new QueueLimits(config.maxActivitiesPerSecond(), config.maxTaskQueueActivitiesPerSecond());
    }

    /** Refuses limits that make no sense, for queues that this node only starts activities for too. */
    public static void check(ActivitiesRuntimeConfig config) {
        for (Map.Entry<String, QueueConfig> queue : config.workers().entrySet()) {
            checkRate(queue.getKey(), "max-activities-per-second", queue.getValue().maxActivitiesPerSecond());
            checkRate(queue.getKey(), "max-task-queue-activities-per-second",
                    queue.getValue().maxTaskQueueActivitiesPerSecond().orElse(0));
            int backlog = queue.getValue().maxBacklog().orElse(1);
            if (backlog < 1) {
                throw refusal(queue.getKey(), "max-backlog", backlog, "Give a number above 0, or leave it out for no limit");
            }
        }
    }

    private static void checkRate(String taskQueue, String property, double rate) {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw refusal(taskQueue, property, rate, "Give the number of tasks a second, or 0 for no limit");
        }
    }

    private static ConfigurationException refusal(String taskQueue, String property, Object value, String cure) {
        return new ConfigurationException(
                "quarkus.activities.workers.\"" + taskQueue + "\"." + property + " is " + value + ". " + cure);
    }
}
