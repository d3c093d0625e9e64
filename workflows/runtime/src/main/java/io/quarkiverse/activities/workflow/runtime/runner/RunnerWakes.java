package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.runtime.notify.Notifier;
import io.quarkiverse.activities.runtime.notify.RunArrivals;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityIds;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** Tells the runners of this process that a run may be ready, and those who wait for a run that it has closed. */
@Singleton
public class RunnerWakes implements NodeListener, RunArrivals {

    private final Timers timers;
    private final Notifier notifier;
    private final List<Runner> runners = new CopyOnWriteArrayList<>();
    private final List<Consumer<UUID>> waiters = new CopyOnWriteArrayList<>();

    RunnerWakes(Timers timers, Notifier notifier) {
        this.notifier = notifier;
        this.timers = timers;
    }

    /** A component that runs Workflow Tasks. */
    interface Runner {

        /** A run may be ready. */
        void wake();

        /** Something has arrived for a run. */
        void told(UUID run);

        /** An activity of a run has closed. */
        void told(UUID run, int activity);

        /** Another node has stored something for a run, which it does not have. */
        void heard(UUID run);

        /** {@return the node if it takes the run as soon as it is started, or null} If so, {@link #started} must follow. */
        UUID offer(NewRun run);

        /** @param row the run, which the node owns; null if it was not started as owned */
        void started(RunRow row);
    }

    /** A node of this process that takes a run as soon as it is started. */
    public record Taker(UUID node, Consumer<RunRow> started) {

        /** @param row the run, which the node owns; null if it was not started as owned */
        public void started(RunRow row) {
            started.accept(row);
        }
    }

    /** {@return who takes the run as soon as it is started, or null} */
    public Taker offer(NewRun run) {
        for (Runner runner : runners) {
            UUID node = runner.offer(run);
            if (node != null) {
                return new Taker(node, runner::started);
            }
        }
        return null;
    }

    void addRunner(Runner runner) {
        runners.add(runner);
    }

    void removeRunner(Runner runner) {
        runners.remove(runner);
    }

    /** Adds a listener, which is called with each run that this process closes. */
    public void addWaiter(Consumer<UUID> waiter) {
        waiters.add(waiter);
    }

    @Override
    public void closed(ClosedExecution execution) {
        String id = execution.activityId();
        UUID run = ActivityIds.run(id);
        if (run != null) {
            int activity = ActivityIds.number(id);
            runners.forEach(runner -> runner.told(run, activity));
        }
    }

    @Override
    public void heard(UUID run) {
        runners.forEach(runner -> runner.heard(run));
    }

    /** Something has arrived for a run that this node does not have, and that it may not claim yet. */
    void elsewhere(UUID run) {
        notifier.arrived(run);
    }

    /** A node has given back these runs, so others may claim them. */
    void givenUp(List<UUID> runs) {
        if (!runs.isEmpty()) {
            now();
            elsewhere(runs.get(0)); // one is enough for a node to look for all that are ready
        }
    }

    /** Something has arrived for a run. */
    public void told(UUID run) {
        runners.forEach(runner -> runner.told(run));
    }

    /** A run may be ready. */
    public void now() {
        runners.forEach(Runner::wake);
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
