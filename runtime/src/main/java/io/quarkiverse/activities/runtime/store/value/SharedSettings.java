package io.quarkiverse.activities.runtime.store.value;

import java.util.Map;
import java.util.Set;

/**
 * The settings that all nodes share.
 *
 * @param queues the settings by Task Queue; a queue without settings is absent
 * @param pausedTypes the Activity Types that are paused
 */
public record SharedSettings(Map<String, QueueSettings> queues, Set<String> pausedTypes) {

    /** {@return the settings of a Task Queue} */
    public QueueSettings of(String taskQueue) {
        return queues.getOrDefault(taskQueue, QueueSettings.NONE);
    }
}
