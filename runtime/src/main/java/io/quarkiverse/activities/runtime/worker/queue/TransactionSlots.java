package io.quarkiverse.activities.runtime.worker.queue;

/**
 * How many attempts of transactional activities this node runs at the same time, on all Task Queues together. Each needs a
 * connection of the application's pool, and would fail if it had to wait too long for one. Guarded by the lock of the
 * {@link Dispatcher}.
 */
final class TransactionSlots {

    private final int slots;
    private int free;

    /** @param connections the size of the application's pool, a tenth of which is left to the application */
    TransactionSlots(int connections) {
        slots = Math.max(1, connections - Math.max(1, connections / 10));
        free = slots;
    }

    int slots() {
        return slots;
    }

    /** {@return how many of the wanted slots were free; they are taken} */
    int take(int wanted) {
        int taken = Math.min(free, wanted);
        free -= taken;
        return taken;
    }

    void giveBack(int taken) {
        free += taken;
    }
}
