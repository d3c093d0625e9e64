package io.quarkiverse.activities.runtime.worker.queue;

import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.worker.Worker;

/** A slot held for an eager start until its transaction has ended, one way or the other. */
public final class EagerSlot {

    private final Worker worker;
    private final ServedQueue queue;
    private final AtomicBoolean used = new AtomicBoolean();

    public EagerSlot(Worker worker, ServedQueue queue) {
        this.worker = worker;
        this.queue = queue;
    }

    /** The start has committed. */
    public void run(ClaimedTask task) {
        if (used.compareAndSet(false, true)) {
            worker.runEagerly(queue, task);
        }
    }

    /** Nothing was started. Does nothing the second time. */
    public void release() {
        if (used.compareAndSet(false, true)) {
            worker.release(queue);
        }
    }
}
