package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;

/** Tells the runners of this process that a run may be ready, and those who wait for a run that it has closed. */
@Singleton
public class RunnerWakes implements NodeListener {

    private static final int RUN_ID_LENGTH = 36;

    private final Timers timers;
    private final List<Runnable> runners = new CopyOnWriteArrayList<>();
    private final List<Consumer<UUID>> waiters = new CopyOnWriteArrayList<>();

    RunnerWakes(Timers timers) {
        this.timers = timers;
    }

    void addRunner(Runnable wake) {
        runners.add(wake);
    }

    void removeRunner(Runnable wake) {
        runners.remove(wake);
    }

    /** Registers somebody who is told of each run that this process closes. */
    public void addWaiter(Consumer<UUID> waiter) {
        waiters.add(waiter);
    }

    @Override
    public void closed(ClosedExecution execution) {
        String id = execution.activityId();
        if (id.length() > RUN_ID_LENGTH + 1 && id.startsWith("/a", RUN_ID_LENGTH)) {
            now();
        }
    }

    /** A run may be ready. */
    public void now() {
        runners.forEach(Runnable::run);
    }

    /** A run will be ready after this time. */
    void after(Duration delay) {
        timers.after(Math.max(0, delay.toNanos()), this::now);
    }

    /** A run has closed. */
    public void closed(UUID run) {
        waiters.forEach(waiter -> waiter.accept(run));
    }
}
