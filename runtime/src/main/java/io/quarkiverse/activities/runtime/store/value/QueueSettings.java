package io.quarkiverse.activities.runtime.store.value;

/**
 * The settings of a Task Queue, which all workers share.
 *
 * @param paused whether workers claim nothing from the queue, because it is paused or because its rate is zero
 * @param limit the rate at which all workers together may claim its tasks, or null for no limit
 */
public record QueueSettings(boolean paused, Rate limit) {

    /** No settings: not paused, no limit. */
    public static final QueueSettings NONE = new QueueSettings(false, null);

    /**
     * {@return the settings for the values of the table}
     *
     * @param maxPerSecond the rate limit, or null for no limit; zero pauses the queue
     */
    public static QueueSettings of(boolean paused, Double maxPerSecond) {
        if (maxPerSecond == null) {
            return paused ? new QueueSettings(true, null) : NONE;
        }
        return maxPerSecond > 0 ? new QueueSettings(paused, new Rate(maxPerSecond)) : new QueueSettings(true, null);
    }
}
