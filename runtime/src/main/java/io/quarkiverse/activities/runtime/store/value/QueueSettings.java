package io.quarkiverse.activities.runtime.store.value;

/**
 * What was decided for a Task Queue as a whole.
 *
 * @param paused whether workers take nothing from it: because somebody paused it, or because its rate is zero
 * @param limit how many of its tasks all workers together may take, or null where there is no limit
 */
public record QueueSettings(boolean paused, Rate limit) {

    /** Nothing was decided. */
    public static final QueueSettings NONE = new QueueSettings(false, null);

    public static QueueSettings of(boolean paused, Double maxPerSecond) {
        if (maxPerSecond == null) {
            return paused ? new QueueSettings(true, null) : NONE;
        }
        return maxPerSecond > 0 ? new QueueSettings(paused, new Rate(maxPerSecond)) : new QueueSettings(true, null);
    }
}
