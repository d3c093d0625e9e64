package io.quarkiverse.activities.runtime.store.value;

/**
 * What one batch of a sweep has done.
 *
 * @param count how many executions it has looked at under a lock
 * @param mayBeMore whether there may be more to do
 */
public record Swept(int count, boolean mayBeMore) {

    public static final Swept NOTHING = new Swept(0, false);
}
