package io.quarkiverse.activities.runtime.worker.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThread;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.QueueSettings;
import io.quarkiverse.activities.runtime.store.value.SharedSettings;

/**
 * Claims tasks for free slots, with one thread for all queues. While a claim is in flight, slots become free and wake-ups
 * arrive, and the next claim covers all of them at once. A slot is reserved before a task is claimed.
 */
public final class Dispatcher implements Runnable {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final long STOP_MILLIS = 5_000;
    /** How often the thread shows at least that it is alive. Health checks may expect that sooner than the next look. */
    private static final long SIGN_OF_LIFE_NANOS = 1_000_000_000;

    private final ActivityStore store;
    private final Map<String, ServedQueue> queues = new LinkedHashMap<>();
    private final Slots slots = new Slots(queues.values());
    private final Suspects suspects = new Suspects(System.nanoTime(), bound -> ThreadLocalRandom.current().nextInt(bound));
    private final RegularPoll poll;
    private final TaskClaims claims;
    private final EngineThreads threads;
    private EngineThread thread;
    private boolean stopped;
    private volatile long lastRound = System.nanoTime();

    public Dispatcher(ActivityStore store, Node node, EngineThreads threads, DatabaseOutage outage, NodeListeners listeners,
            Duration poll, List<ServedQueue> workers, BiConsumer<ServedQueue, ClaimedTask> runner) {
        this.threads = threads;
        this.store = store;
        this.poll = new RegularPoll(poll.toNanos(), System.nanoTime());
        claims = new TaskClaims(this, store, node, outage, listeners, slots, suspects, this.poll, runner);
        for (ServedQueue worker : workers) {
            queues.put(worker.taskQueue, worker);
        }
    }

    /** Writes the configured rate limits of the queues and starts to claim. Does nothing if this node serves no queues. */
    public void start() {
        if (queues.isEmpty()) {
            return;
        }
        for (ServedQueue queue : queues.values()) {
            if (queue.limits.queuePerSecond().isPresent()) {
                double limit = queue.limits.queuePerSecond().getAsDouble();
                store.limitQueue(queue.taskQueue, limit == 0 ? null : limit);
            }
        }
        followSettings();
        limitTransactions(store.connectionsOfApplication());
        lastRound = System.nanoTime();
        synchronized (this) {
            thread = threads.start("activities-dispatcher", this);
        }
    }

    private void limitTransactions(int connections) {
        TransactionSlots limited = new TransactionSlots(connections);
        synchronized (this) {
            slots.limitConnections(limited);
        }
        for (ServedQueue queue : queues.values()) {
            if (!queue.transactional().isEmpty() && queue.slots > limited.slots()) {
                LOG.warnf("Task Queue '%s' has %d slots, but each attempt of its transactional activities %s needs one of the"
                        + " %d connections of the datasource. This node runs at most %d of them at the same time. Raise"
                        + " quarkus.datasource.jdbc.max-size, or lower quarkus.activities.workers.\"%s\".slots",
                        queue.taskQueue, queue.slots, queue.transactional(), connections, limited.slots(), queue.taskQueue);
            }
        }
    }

    /** Reads the shared settings of the queues, which any node may have changed, and applies them from now on. */
    public void followSettings() {
        if (queues.isEmpty()) {
            return;
        }
        SharedSettings settings = store.sharedSettings();
        synchronized (this) {
            for (ServedQueue queue : queues.values()) {
                follow(queue, settings.of(queue.taskQueue));
                if (queue.pauseTypes(settings.pausedTypes())) {
                    lookNow(queue);
                }
            }
        }
    }

    private void follow(ServedQueue queue, QueueSettings settings) {
        QueueSettings before = queue.settings;
        if (settings.equals(before)) {
            return;
        }
        if (settings.paused() != before.paused()) {
            LOG.infof("Task Queue '%s' is %s", queue.taskQueue, settings.paused() ? "paused" : "no longer paused");
        }
        if (!Objects.equals(settings.limit(), before.limit())) {
            LOG.infof("Task Queue '%s' %s", queue.taskQueue, settings.limit() == null ? "has no rate limit"
                    : "is limited to " + settings.limit().perSecond() + " tasks per second for all workers together");
        }
        queue.settings = settings;
        lookNow(queue);
    }

    private void lookNow(ServedQueue queue) {
        queue.nextLook = System.nanoTime();
        queue.notBefore = queue.nextLook;
        suspects.lookNow(queue.nextLook);
        notifyAll();
    }

    /** Sets the interval at which queues are polled unless something wakes the dispatcher. Polls immediately after a change. */
    public synchronized void poll(Duration every) {
        long now = System.nanoTime();
        if (!poll.change(every.toNanos(), now)) {
            return;
        }
        for (ServedQueue queue : queues.values()) {
            queue.nextLook = now;
        }
        notifyAll();
    }

    /** Polls a queue after a delay, when a task with the given dispatch time can be claimed. */
    public synchronized void wake(String taskQueue, Instant dispatchTime, long delayNanos) {
        ServedQueue queue = queues.get(taskQueue);
        if (queue == null) {
            return;
        }
        queue.cursor.told(dispatchTime);
        long now = System.nanoTime();
        if (queue.expect(now + Math.max(0, delayNanos), now)) {
            notifyAll();
        }
    }

    /** Handles a jump of the store's time: polls all queues. */
    public synchronized void timePassed(Duration by) {
        long now = System.nanoTime();
        for (ServedQueue queue : queues.values()) {
            queue.timePassed(by.toNanos(), now);
        }
        suspects.lookNow(now);
        notifyAll();
    }

    /** {@return the queue, with a slot reserved for a start that is written as already claimed; null if there is no slot} */
    public synchronized ServedQueue reserveEagerly(String taskQueue, String type, int priority) {
        ServedQueue queue = queues.get(taskQueue);
        if (stopped || thread == null || queue == null || !queue.takes(type) || suspects.holdOthers(System.nanoTime())) {
            return null;
        }
        return slots.reserveEagerly(queue, type, priority, System.nanoTime()) ? queue : null;
    }

    /** Records that an eager start has committed. Its attempt keeps the slot, as any attempt does. */
    public synchronized void begunEagerly(ServedQueue queue) {
        queue.eager--;
    }

    /** Records that an eager start has failed, and frees its slot. */
    public synchronized void abandonedEagerly(ServedQueue queue, String type) {
        queue.eager--;
        queue.putBack(1);
        slots.releaseConnection(queue, type, System.nanoTime());
        notifyAll();
    }

    /** Frees the slot of an attempt that has ended. */
    public synchronized void release(ServedQueue queue, ClaimedTask task) {
        long now = System.nanoTime();
        boolean othersMayGo = slots.releaseConnection(queue, task.activityType(), now);
        boolean wasFull = queue.free++ == 0;
        if (queue.backlog) {
            queue.nextLook = now;
        }
        boolean suspectsMayGo = suspects.areConcerned() && suspects.ended(task.runId(), slots.areAllFree(), now);
        if (wasFull || queue.backlog || othersMayGo || suspectsMayGo) {
            notifyAll();
        }
    }

    /** Stops claiming. Waits up to five seconds for the claim in flight, whose tasks are still run. */
    public void stop() {
        EngineThread current;
        synchronized (this) {
            stopped = true;
            notifyAll();
            current = thread;
        }
        if (current != null) {
            current.join(STOP_MILLIS);
        }
    }

    /** {@return whether no claim is in flight and no eager start may still commit} */
    public synchronized boolean isDone() {
        return (thread == null || !thread.isAlive()) && queues.values().stream().allMatch(queue -> queue.eager == 0);
    }

    /** {@return the time since the last round of the dispatcher} */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastRound);
    }

    /** {@return the status of a queue that this node serves} */
    public synchronized QueueStatus status(String taskQueue) {
        ServedQueue queue = queues.get(taskQueue);
        return new QueueStatus(taskQueue, queue.types, queue.slots, queue.slots - queue.free, queue.settings.paused());
    }

    @Override
    public void run() {
        List<ServedQueue> due;
        while ((due = awaitDue()) != null) {
            lastRound = System.nanoTime();
            claims.claimSuspects(queues);
            claims.claim(due);
        }
    }

    private synchronized List<ServedQueue> awaitDue() {
        while (!stopped) {
            long now = System.nanoTime();
            long next = now + poll.everyNanos();
            List<ServedQueue> due = new ArrayList<>();
            boolean held = suspects.holdOthers(now);
            boolean open = false;
            for (ServedQueue queue : queues.values()) {
                if (!queue.canTake()) {
                    continue; // a slot that becomes free wakes this thread, and so does the end of a pause
                }
                open = true;
                if (held) {
                    continue;
                }
                long at = queue.lookAt();
                if (at - now <= 0) {
                    due.add(queue);
                } else if (at - next < 0) {
                    next = at;
                }
            }
            if (open && suspects.lookAt() - next < 0) {
                next = suspects.lookAt();
            }
            if (!due.isEmpty() || next - now <= 0) {
                return due;
            }
            lastRound = now;
            try {
                long nanos = Math.min(next - now, SIGN_OF_LIFE_NANOS);
                wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
            } catch (InterruptedException e) {
                return null;
            }
        }
        return null;
    }
}
