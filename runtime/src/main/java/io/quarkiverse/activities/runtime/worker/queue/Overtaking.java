package io.quarkiverse.activities.runtime.worker.queue;

import java.util.List;

import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;

/**
 * Decides which eager starts may go ahead of tasks that wait in the queue: one for each waiting task that this node has
 * claimed, so the waiting tasks get at least half of the slots, and none that is less urgent than those. Without this, a node
 * that starts faster than it runs would claim each task, which costs the database as much as the start. Task Queues do not
 * promise an order, in Temporal neither.
 */
final class Overtaking {

    private int allowed;
    private int mostUrgent;

    /**
     * Records that waiting tasks were claimed by priority.
     *
     * @param most how many starts may go ahead at most
     */
    void claimed(List<ClaimedTask> tasks, int most) {
        if (!tasks.isEmpty()) {
            allowed = Math.min(most, allowed + tasks.size());
            mostUrgent = tasks.get(0).priority();
        }
    }

    boolean isAllowed(int priority) {
        return allowed > 0 && ClaimOrder.isAsUrgent(priority, mostUrgent);
    }

    /** Records that a start has gone ahead of waiting tasks. */
    void overtaken() {
        allowed--;
    }
}
