package io.quarkiverse.activities.runtime.store.value;

/**
 * The result of one batch of a sweep.
 *
 * @param count how many executions it has looked at under a lock
 * @param mayBeMore whether there may be more to do
 */
public record Swept(int count, boolean mayBeMore) {

    public static final Swept NOTHING = new Swept(0, false);
}
