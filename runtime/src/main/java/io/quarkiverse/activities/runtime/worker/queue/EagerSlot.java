package io.quarkiverse.activities.runtime.worker.queue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.quarkiverse.activities.runtime.store.value.ClaimedTask;

/** A slot held for an eager start until its transaction has ended, one way or the other. */
public final class EagerSlot {

    private final Consumer<ClaimedTask> runner;
    private final Runnable abandoned;
    private final AtomicBoolean used = new AtomicBoolean();

    /**
     * @param runner runs the task in this slot
     * @param abandoned gives the slot back
     */
    public EagerSlot(Consumer<ClaimedTask> runner, Runnable abandoned) {
        this.runner = runner;
        this.abandoned = abandoned;
    }

    /** The start has committed. */
    public void run(ClaimedTask task) {
        if (used.compareAndSet(false, true)) {
            runner.accept(task);
        }
    }

    /** Nothing was started. Does nothing the second time. */
    public void release() {
        if (used.compareAndSet(false, true)) {
            abandoned.run();
        }
    }
}
