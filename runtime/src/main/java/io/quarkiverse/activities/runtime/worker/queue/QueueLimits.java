package io.quarkiverse.activities.runtime.worker.queue;

import java.util.Map;
import java.util.OptionalDouble;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig.QueueConfig;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The rate limits of a Task Queue in the configuration of this node.
 *
 * @param perSecond how many tasks per second this node claims; zero for no limit
 * @param queuePerSecond how many tasks per second all nodes together claim; zero for no limit; empty keeps the current limit
 */
public record QueueLimits(double perSecond, OptionalDouble queuePerSecond) {

    private static final QueueLimits NONE = new QueueLimits(0, OptionalDouble.empty());

    /**
     * {@return the limits of a queue}
     *
     * @param config the configuration of the queue, or null if it is not configured
     */
    public static QueueLimits of(QueueConfig config) {
        return config == null ? NONE
                : new QueueLimits(config.maxActivitiesPerSecond(), config.maxTaskQueueActivitiesPerSecond());
    }

    /**
     * Validates the limits of all configured queues, including those that this node does not serve.
     *
     * @throws ConfigurationException if a limit is invalid
     */
    public static void check(ActivitiesRuntimeConfig config) {
        for (Map.Entry<String, QueueConfig> queue : config.workers().entrySet()) {
            checkRate(queue.getKey(), "max-activities-per-second", queue.getValue().maxActivitiesPerSecond());
            checkRate(queue.getKey(), "max-task-queue-activities-per-second",
                    queue.getValue().maxTaskQueueActivitiesPerSecond().orElse(0));
            int backlog = queue.getValue().maxBacklog().orElse(1);
            if (backlog < 1) {
                throw invalid(queue.getKey(), "max-backlog", backlog, "Set it to a number above 0, or omit it for no limit");
            }
        }
    }

    private static void checkRate(String taskQueue, String property, double rate) {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw invalid(taskQueue, property, rate, "Set it to a number of tasks per second, or to 0 for no limit");
        }
    }

    private static ConfigurationException invalid(String taskQueue, String property, Object value, String advice) {
        return new ConfigurationException(
                "quarkus.activities.workers.\"" + taskQueue + "\"." + property + " is " + value + ". " + advice);
    }
}
