package io.quarkiverse.activities.runtime.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.ClaimedTask;
import io.quarkiverse.activities.runtime.store.StoreException;

/**
 * Claims tasks for free slots. One thread for all queues: while a claim is in flight, slots become free and wake-ups arrive,
 * and the next claim takes them all at once. A slot is reserved before a task is claimed.
 */
final class Dispatcher implements Runnable {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int MAXIMUM_CLAIM = 500;
    private static final long STOP_MILLIS = 5_000;
    private static final long AFTER_OUTAGE_NANOS = 500_000_000;

    private final ActivityStore store;
    private final Node node;
    private final Outage outage;
    private final long pollNanos;
    private final BiConsumer<QueueWorker, ClaimedTask> runner;
    private final Map<String, QueueWorker> queues = new LinkedHashMap<>();
    private final Thread thread = new Thread(this, "activities-dispatcher");
    private boolean stopped;
    private volatile long lastRound = System.nanoTime();

    Dispatcher(ActivityStore store, Node node, Outage outage, long pollNanos, List<QueueWorker> workers,
            BiConsumer<QueueWorker, ClaimedTask> runner) {
        this.store = store;
        this.node = node;
        this.outage = outage;
        this.pollNanos = pollNanos;
        this.runner = runner;
        for (QueueWorker worker : workers) {
            queues.put(worker.taskQueue, worker);
        }
        thread.setDaemon(true);
    }

    void start() {
        if (!queues.isEmpty()) {
            thread.start();
        }
    }

    /** A task of that queue can be taken after this time. */
    synchronized void wake(String taskQueue, long delayNanos) {
        QueueWorker queue = queues.get(taskQueue);
        if (queue == null) {
            return;
        }
        long at = System.nanoTime() + Math.max(0, delayNanos);
        if (at - queue.nextLook < 0) {
            queue.nextLook = at;
            notifyAll();
        }
    }

    /** {@return the queue with a slot reserved for a start that is written as already claimed, or null} */
    synchronized QueueWorker reserveEagerly(String taskQueue, String type) {
        QueueWorker queue = queues.get(taskQueue);
        return stopped || queue == null || !queue.types.contains(type) || !queue.reserveEagerly() ? null : queue;
    }

    /** The eager start has become an attempt like any other. */
    synchronized void begunEagerly(QueueWorker queue) {
        queue.eager--;
    }

    synchronized void release(QueueWorker queue) {
        boolean wasFull = queue.free++ == 0;
        if (queue.backlog) {
            queue.nextLook = System.nanoTime();
        }
        if (wasFull || queue.backlog) {
            notifyAll();
        }
    }

    /** Claims no more, and waits for the claim in flight: what it brings is handed on. */
    void stop() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return whether no claim is in flight and no eager start may still commit} */
    synchronized boolean isDone() {
        return !thread.isAlive() && queues.values().stream().allMatch(queue -> queue.eager == 0);
    }

    /** {@return for how long the dispatcher has not come round, in nanoseconds} */
    long sinceLastRound() {
        return System.nanoTime() - lastRound;
    }

    /** {@return how many slots are in use} */
    synchronized int slotsUsed() {
        int used = 0;
        for (QueueWorker queue : queues.values()) {
            used += queue.slots - queue.free;
        }
        return used;
    }

    @Override
    public void run() {
        List<QueueWorker> due;
        while ((due = awaitDue()) != null) {
            lastRound = System.nanoTime();
            for (QueueWorker queue : due) {
                claim(queue);
            }
        }
    }

    private synchronized List<QueueWorker> awaitDue() {
        while (!stopped) {
            long now = System.nanoTime();
            long next = now + pollNanos;
            List<QueueWorker> due = new ArrayList<>();
            for (QueueWorker queue : queues.values()) {
                if (queue.free == 0) {
                    continue; // a slot that becomes free wakes us
                }
                if (queue.nextLook - now <= 0) {
                    due.add(queue);
                } else if (queue.nextLook - next < 0) {
                    next = queue.nextLook;
                }
            }
            if (!due.isEmpty()) {
                return due;
            }
            lastRound = now;
            try {
                wait((next - now) / 1_000_000, (int) ((next - now) % 1_000_000));
            } catch (InterruptedException e) {
                return null;
            }
        }
        return null;
    }

    private void claim(QueueWorker queue) {
        int wanted;
        synchronized (this) {
            wanted = Math.min(queue.free, MAXIMUM_CLAIM);
            queue.free -= wanted;
            queue.nextLook = System.nanoTime() + jittered(pollNanos);
        }
        List<ClaimedTask> tasks = List.of();
        try {
            if (wanted > 0) {
                tasks = store.claim(queue.taskQueue, queue.types, node.id(), node.identity(), wanted);
                outage.over();
            }
        } catch (StoreException e) {
            outage.noticed(e);
            lookAgainAfterOutage(queue);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Claiming tasks of queue '%s' failed", queue.taskQueue);
            lookAgainAfterOutage(queue);
        } finally {
            synchronized (this) {
                queue.free += wanted - tasks.size();
                queue.backlog = wanted > 0 && tasks.size() == wanted;
                if (queue.backlog) {
                    queue.nextLook = System.nanoTime();
                }
            }
        }
        for (ClaimedTask task : tasks) {
            runner.accept(queue, task);
        }
    }

    private synchronized void lookAgainAfterOutage(QueueWorker queue) {
        queue.nextLook = System.nanoTime() + AFTER_OUTAGE_NANOS;
    }

    private static long jittered(long nanos) {
        return nanos - ThreadLocalRandom.current().nextLong(nanos / 5 + 1);
    }
}
