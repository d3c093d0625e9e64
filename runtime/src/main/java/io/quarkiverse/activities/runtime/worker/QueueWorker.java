package io.quarkiverse.activities.runtime.worker;

import java.util.List;

/**
 * One Task Queue on this node: its types, its slots, and when to look for tasks. Guarded by the {@link Dispatcher}'s lock.
 */
final class QueueWorker {

    static final int DEFAULT_SLOTS = 200;

    final String taskQueue;
    final List<String> types;
    final int slots;
    int free;
    int eager;
    long nextLook;
    /** Whether the last look found as much as it asked for: there may be more. */
    boolean backlog;

    QueueWorker(String taskQueue, List<String> types, int slots) {
        this.taskQueue = taskQueue;
        this.types = types;
        this.slots = slots;
        free = slots;
        nextLook = System.nanoTime();
    }

    /** Eager starts take a bounded share of the slots, so that they cannot starve what waits. */
    boolean reserveEagerly() {
        if (backlog || free == 0 || eager >= Math.max(1, slots / 2)) {
            return false;
        }
        free--;
        eager++;
        return true;
    }
}
