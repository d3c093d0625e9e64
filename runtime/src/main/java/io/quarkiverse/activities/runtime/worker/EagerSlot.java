package io.quarkiverse.activities.runtime.worker;

import io.quarkiverse.activities.runtime.store.ClaimedTask;

/** A slot held for an eager start until its transaction has ended, one way or the other. */
public final class EagerSlot {

    private final Worker worker;
    private final QueueWorker queue;

    EagerSlot(Worker worker, QueueWorker queue) {
        this.worker = worker;
        this.queue = queue;
    }

    /** The start has committed. */
    public void run(ClaimedTask task) {
        worker.runEagerly(queue, task);
    }

    /** Nothing was started, or not eagerly. */
    public void release() {
        worker.release(queue);
    }
}
