package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.workflow.runtime.store.CommitFollower;
import io.quarkiverse.activities.workflow.runtime.store.OutboxWork;
import io.quarkiverse.activities.workflow.runtime.store.RunFollowUps;
import io.quarkiverse.activities.workflow.runtime.store.RunState;

/**
 * Does what follows from commits: wakes runs that have messages, delivers what runs send, closes the children of closed runs,
 * and tells those who wait for a run. A target that is locked is tried again later, so that it does not hold up others. The
 * sweep of some node does what this node does not finish.
 */
@Singleton
class Courier {

    /** When to try again if a target is locked. Each further pause is twice as long. */
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

    private final RunWaker waker;
    private final OutboxWork outbox;
    private final RunnerWakes wakes;
    private final RunListeners listeners;
    private final Timers timers;
    private final Worker worker;
    private final FollowUpThreads threads = new FollowUpThreads("workflow-courier", 32);
    /** The runs whose outbox is being delivered. */
    private final Map<UUID, Delivery> underWay = new ConcurrentHashMap<>();
    /** The last run that a sweep has found, or null if the next sweep begins with the first ones. */
    private UUID swept;

    /**
     * The delivery of an outbox.
     *
     * @param asked how often it was asked for
     * @param pausing whether it waits because a target is locked
     */
    private record Delivery(int asked, boolean pausing) {
    }

    Courier(CommitFollower follower, RunWaker waker, OutboxWork outbox, RunnerWakes wakes, RunListeners listeners,
            Timers timers, Worker worker) {
        this.worker = worker;
        this.waker = waker;
        this.outbox = outbox;
        this.wakes = wakes;
        this.listeners = listeners;
        this.timers = timers;
        follower.listen(this::follow);
    }

    private void follow(RunFollowUps followUps) {
        for (RunFollowUps.Terminated terminated : followUps.terminated()) {
            UUID run = terminated.run().runId();
            wakes.closed(run);
            wakes.told(run); // it leaves memory
            listeners.tell(listener -> listener.closed(terminated.run(), RunState.TERMINATED, terminated.reason()));
        }
        followUps.started().forEach(wakes::told);
        followUps.activities().forEach(worker::started);
        followUps.woken().forEach(waker::wake);
        followUps.outboxes().forEach(this::deliver);
    }

    /** Delivers some of what other nodes, or this one, have left. The next sweep goes on after it. */
    synchronized void sweep() {
        List<UUID> runs = outbox.runs(swept);
        if (runs.isEmpty() && swept != null) {
            runs = outbox.runs(null);
        }
        swept = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        runs.stream().filter(run -> !underWay.containsKey(run)).forEach(this::deliver);
    }

    private void deliver(UUID run) {
        boolean[] begins = new boolean[1];
        underWay.compute(run, (key, before) -> {
            begins[0] = before == null || before.pausing;
            return new Delivery(before == null ? 1 : before.asked + 1, false);
        });
        if (begins[0]) {
            threads.execute(() -> deliverAll(run, FIRST_PAUSE_NANOS));
        }
    }

    /** @param pause when to try again if a target is locked */
    private void deliverAll(UUID run, long pause) {
        try {
            boolean ends = false;
            while (!ends) {
                Delivery begun = underWay.get(run);
                ends = outbox.deliver(run) ? underWay.remove(run, begun) : pauses(run, begun, pause);
            }
        } catch (RuntimeException | Error e) {
            underWay.remove(run);
            throw e;
        }
    }

    /** {@return whether to try again later} Otherwise there may be something new, for targets that are not locked. */
    private boolean pauses(UUID run, Delivery begun, long pause) {
        if (!underWay.replace(run, begun, new Delivery(begun.asked, true))) {
            return false;
        }
        timers.after(pause, () -> {
            Delivery before = underWay.get(run);
            if (before != null && before.pausing && underWay.replace(run, before, new Delivery(before.asked, false))) {
                threads.execute(() -> deliverAll(run, Math.min(2 * pause, LONGEST_PAUSE_NANOS)));
            }
        });
        return true;
    }
}
