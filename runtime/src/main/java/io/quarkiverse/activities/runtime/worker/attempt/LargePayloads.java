package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.concurrent.Semaphore;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.TaskPayloads;

/**
 * Reads payloads that were too large to be part of a claim. Attempts that have such payloads wait for each other, so that
 * together they take no more than a part of the memory.
 */
final class LargePayloads {

    private static final int SHARE_OF_MEMORY = 8;
    private static final int MINIMUM_KILOBYTES = 4_096;

    private final ActivityStore store;
    private final DatabaseOutage outage;
    private final int maximum;
    private final Semaphore kilobytes;

    LargePayloads(ActivityStore store, DatabaseOutage outage) {
        this.store = store;
        this.outage = outage;
        long share = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY / 1_024;
        maximum = (int) Math.min(Integer.MAX_VALUE, Math.max(MINIMUM_KILOBYTES, share));
        kilobytes = new Semaphore(maximum, true);
    }

    /**
     * Waits until there is memory for the payloads of this size, in bytes. {@link #release} them when the attempt has ended.
     */
    void acquire(int bytes) {
        kilobytes.acquireUninterruptibly(permits(bytes));
    }

    void release(int bytes) {
        kilobytes.release(permits(bytes));
    }

    private int permits(int bytes) {
        return Math.min(maximum, 1 + bytes / 1_024);
    }

    /** {@return the payloads, or null if the attempt is no longer current} Waits until the database can be reached. */
    TaskPayloads read(AttemptContext attempt) {
        while (true) {
            try {
                return store.payloads(attempt.task.runId(), attempt.task.fence());
            } catch (StoreException e) {
                if (e.isOutage()) {
                    outage.noticed(e);
                }
                if (!outage.pause(() -> attempt.isGone() || attempt.isHandedBack())) {
                    return null;
                }
            }
        }
    }
}
