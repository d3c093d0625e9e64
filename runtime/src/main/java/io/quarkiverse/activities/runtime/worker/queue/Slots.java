package io.quarkiverse.activities.runtime.worker.queue;

import java.util.Collection;
import java.util.List;

import io.quarkiverse.activities.runtime.store.value.ClaimedTask;

/**
 * The resources that this node can give to tasks: the slots and tokens of its queues, and connections for transactional
 * attempts. A task gets them before it is claimed. Guarded by the lock of the {@link Dispatcher}.
 */
final class Slots {

    private final Collection<ServedQueue> queues;
    private TransactionSlots transactions = new TransactionSlots(Integer.MAX_VALUE);

    Slots(Collection<ServedQueue> queues) {
        this.queues = queues;
    }

    /**
     * A reservation for one claim.
     *
     * @param types the types to claim; none if no connection is free and all types of the queue are transactional
     * @param count how many tasks to claim
     * @param connections how many connections are reserved, at least one for each transactional task
     * @param othersOnly whether transactional types were left out although connections are free
     * @param tokensRanOut whether there were slots for more tasks, but no tokens
     */
    record Reserved(List<String> types, int count, int connections, boolean othersOnly,
            boolean tokensRanOut) {
    }

    void limitConnections(TransactionSlots limited) {
        transactions = limited;
    }

    /** {@return whether this node runs nothing} */
    boolean areAllFree() {
        for (ServedQueue queue : queues) {
            if (queue.free < queue.slots) {
                return false;
            }
        }
        return true;
    }

    /** Reserves what is free for up to {@code most} tasks. */
    Reserved reserve(ServedQueue queue, int most, long now) {
        int slots = Math.min(queue.free, most);
        int connections = 0;
        boolean othersOnly = false;
        if (!queue.transactional().isEmpty()) {
            connections = transactions.take(slots);
            queue.heldBack = connections < slots;
            othersOnly = queue.heldBack && queue.othersNext;
            if (othersOnly) {
                transactions.giveBack(connections);
                connections = 0;
            }
            slots = connections > 0 ? connections : slots;
        }
        List<String> types = queue.claimable(!queue.heldBack || connections > 0);
        int count = types.isEmpty() ? 0 : queue.reserve(slots, now);
        if (count == 0) {
            transactions.giveBack(connections);
            connections = 0;
        }
        return new Reserved(types, count, connections, othersOnly, count < slots);
    }

    /** Gives back what these tasks do not need of a reservation. */
    void settle(ServedQueue queue, Reserved reserved, List<ClaimedTask> tasks) {
        queue.putBack(reserved.count - tasks.size());
        // A claim of all types is as small as the connections that are free. After a full one, types without a transaction get
        // the other slots
        queue.othersNext = reserved.connections > 0 && tasks.size() == reserved.count && queue.heldBack
                && !queue.claimable(false).isEmpty();
        int used = 0;
        for (ClaimedTask task : tasks) {
            used += queue.isTransactional(task.activityType()) ? 1 : 0;
        }
        transactions.giveBack(reserved.connections - used);
    }

    /** {@return whether a start that is written as already claimed has got a slot} */
    boolean reserveEagerly(ServedQueue queue, String type, int priority, long now) {
        boolean transactional = queue.isTransactional(type);
        if (transactional && transactions.take(1) == 0) {
            return false;
        }
        if (queue.reserveEagerly(priority, now)) {
            return true;
        }
        if (transactional) {
            transactions.giveBack(1);
        }
        return false;
    }

    /** {@return whether this has given back a connection that tasks of some queue may wait for} */
    boolean releaseConnection(ServedQueue queue, String type, long now) {
        if (!queue.isTransactional(type)) {
            return false;
        }
        transactions.giveBack(1);
        boolean waiting = false;
        for (ServedQueue other : queues) {
            if (other.heldBack) {
                other.heldBack = false;
                other.nextLook = now;
                waiting = true;
            }
        }
        return waiting;
    }
}
