package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;

/** The Local Activities of a run that this node owns. Their bodies run on threads of their own. */
final class LocalActivities {

    /** A Local Activity that has ended. */
    record Ended(int number, LocalOutcome outcome) {
    }

    private final LocalBodies bodies;
    private final Executor threads;
    private final Duration taskTimeout;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Integer, Thread> running = new HashMap<>();
    private boolean abandoned;

    LocalActivities(LocalBodies bodies, Executor threads, Duration taskTimeout) {
        this.bodies = bodies;
        this.threads = threads;
        this.taskTimeout = taskTimeout;
    }

    /** Runs those of the requests that do not run yet. */
    synchronized void start(List<LocalRequest> requests) {
        for (LocalRequest request : requests) {
            if (!running.containsKey(request.number())) {
                running.put(request.number(), null);
                threads.execute(() -> run(request));
            }
        }
    }

    private void run(LocalRequest request) {
        synchronized (this) {
            if (abandoned) {
                return;
            }
            running.put(request.number(), Thread.currentThread());
        }
        LocalOutcome outcome = bodies.run(request, taskTimeout);
        synchronized (this) {
            running.put(request.number(), null);
            if (abandoned) {
                Thread.interrupted();
            }
        }
        if (outcome != null) {
            ended.add(new Ended(request.number(), outcome));
        }
    }

    /** {@return one that has ended, or null if none ends in this time} */
    Ended poll(long millis) {
        try {
            return ended.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** The run is closed, or this node does not own it any more: interrupts the bodies. */
    synchronized void abandon() {
        abandoned = true;
        running.values().stream().filter(thread -> thread != null).forEach(Thread::interrupt);
    }
}
