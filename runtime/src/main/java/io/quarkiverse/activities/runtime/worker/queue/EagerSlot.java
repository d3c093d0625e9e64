package io.quarkiverse.activities.runtime.worker.queue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.quarkiverse.activities.runtime.store.value.ClaimedTask;

/** A slot that is reserved for an eager start until its transaction commits or rolls back. */
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

    /** Runs the task in this slot. Called when the start has committed. */
    public void run(ClaimedTask task) {
        if (used.compareAndSet(false, true)) {
            runner.accept(task);
        }
    }

    /** Gives the slot back because nothing was started. Does nothing if the slot was used or given back before. */
    public void release() {
        if (used.compareAndSet(false, true)) {
            abandoned.run();
        }
    }
}
