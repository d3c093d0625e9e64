package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
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

    /** When to try again if a target is locked. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final RunWaker waker;
    private final OutboxWork outbox;
    private final RunnerWakes wakes;
    private final RunListeners listeners;
    private final Timers timers;
    private final Worker worker;
    private final FollowUpThreads threads = new FollowUpThreads("workflow-courier", 32);
    /** The runs whose outbox is being delivered, and how often that was asked for. */
    private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();

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

    /** Delivers what other nodes, or this one, have left. */
    void sweep() {
        outbox.runs().forEach(this::deliver);
    }

    private void deliver(UUID run) {
        if (underWay.merge(run, 1, Integer::sum) == 1) {
            threads.execute(() -> deliverAll(run));
        }
    }

    private void deliverAll(UUID run) {
        try {
            int asked;
            do {
                asked = underWay.get(run);
                if (!outbox.deliver(run)) {
                    timers.after(AGAIN.toNanos(), () -> threads.execute(() -> deliverAll(run)));
                    return;
                }
            } while (!underWay.remove(run, asked));
        } catch (RuntimeException e) {
            underWay.remove(run);
            throw e;
        }
    }
}
