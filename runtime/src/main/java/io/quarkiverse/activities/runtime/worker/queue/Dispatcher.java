package io.quarkiverse.activities.runtime.worker.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.LimitedClaim;
import io.quarkiverse.activities.runtime.store.value.QueueSettings;
import io.quarkiverse.activities.runtime.store.value.StoreException;

/**
 * Claims tasks for free slots. One thread for all queues: while a claim is in flight, slots become free and wake-ups arrive,
 * and the next claim takes them all at once. A slot is reserved before a task is claimed.
 */
public final class Dispatcher implements Runnable {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int MAXIMUM_CLAIM = 500;
    private static final long STOP_MILLIS = 5_000;
    private static final long AFTER_OUTAGE_NANOS = 500_000_000;
    /** A high rate is taken in handfuls: looking for each single token would keep the database busy. */
    private static final long LIMITED_PACE_NANOS = 10_000_000;
    private static final long LONGEST_WAIT_NANOS = 3_600_000_000_000L;

    private static final LimitedClaim NOTHING = new LimitedClaim(List.of(), false, Duration.ZERO);

    private final ActivityStore store;
    private final Node node;
    private final DatabaseOutage outage;
    private final NodeListeners listeners;
    private volatile long pollNanos;
    private final BiConsumer<ServedQueue, ClaimedTask> runner;
    private final Map<String, ServedQueue> queues = new LinkedHashMap<>();
    private final Thread thread = new Thread(this, "activities-dispatcher");
    private long nextPoll = System.nanoTime();
    private boolean stopped;
    private volatile long lastRound = System.nanoTime();

    public Dispatcher(ActivityStore store, Node node, DatabaseOutage outage, NodeListeners listeners, Duration poll,
            List<ServedQueue> workers,
            BiConsumer<ServedQueue, ClaimedTask> runner) {
        this.store = store;
        this.node = node;
        this.outage = outage;
        this.listeners = listeners;
        pollNanos = poll.toNanos();
        this.runner = runner;
        for (ServedQueue worker : workers) {
            queues.put(worker.taskQueue, worker);
        }
        thread.setDaemon(true);
    }

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
        lastRound = System.nanoTime();
        thread.start();
    }

    /** Reads what was decided for the queues as a whole, by whatever node, and keeps to it from now on. */
    public void followSettings() {
        if (queues.isEmpty()) {
            return;
        }
        Map<String, QueueSettings> settings = store.queueSettings();
        synchronized (this) {
            for (ServedQueue queue : queues.values()) {
                follow(queue, settings.getOrDefault(queue.taskQueue, QueueSettings.NONE));
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
                    : "is limited to " + settings.limit().perSecond() + " tasks a second for all workers together");
        }
        queue.settings = settings;
        queue.nextLook = System.nanoTime();
        queue.notBefore = queue.nextLook;
        notifyAll();
    }

    /** Looks from now on each time this has passed, if nothing wakes it before. Looks at once if that is new. */
    public synchronized void poll(Duration every) {
        if (every.toNanos() == pollNanos) {
            return;
        }
        pollNanos = every.toNanos();
        long now = System.nanoTime();
        nextPoll = now;
        for (ServedQueue queue : queues.values()) {
            queue.nextLook = now;
        }
        notifyAll();
    }

    /** A task of that queue, with that dispatch time, can be taken after this time from now. */
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

    /** The store's time has jumped by this: all queues are looked at. */
    public synchronized void timePassed(Duration by) {
        long now = System.nanoTime();
        for (ServedQueue queue : queues.values()) {
            queue.timePassed(by.toNanos(), now);
        }
        notifyAll();
    }

    /** {@return the queue with a slot reserved for a start that is written as already claimed, or null} */
    public synchronized ServedQueue reserveEagerly(String taskQueue, String type) {
        ServedQueue queue = queues.get(taskQueue);
        return stopped || queue == null || !queue.types.contains(type) || !queue.reserveEagerly(System.nanoTime()) ? null
                : queue;
    }

    /** The eager start has become an attempt like any other. */
    public synchronized void begunEagerly(ServedQueue queue) {
        queue.eager--;
    }

    /** Nothing came of the eager start. */
    public synchronized void abandonedEagerly(ServedQueue queue) {
        queue.eager--;
        queue.putBack(1);
        notifyAll();
    }

    public synchronized void release(ServedQueue queue) {
        boolean wasFull = queue.free++ == 0;
        if (queue.backlog) {
            queue.nextLook = System.nanoTime();
        }
        if (wasFull || queue.backlog) {
            notifyAll();
        }
    }

    /** Claims no more, and waits for the claim in flight: what it brings is handed on. */
    public void stop() {
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
    public synchronized boolean isDone() {
        return !thread.isAlive() && queues.values().stream().allMatch(queue -> queue.eager == 0);
    }

    /** {@return for how long the dispatcher has not come round} */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastRound);
    }

    public synchronized QueueStatus status(String taskQueue) {
        ServedQueue queue = queues.get(taskQueue);
        return new QueueStatus(taskQueue, queue.types, queue.slots, queue.slots - queue.free, queue.settings.paused());
    }

    @Override
    public void run() {
        List<ServedQueue> due;
        while ((due = awaitDue()) != null) {
            lastRound = System.nanoTime();
            for (ServedQueue queue : worthALook(due)) {
                claim(queue);
            }
        }
    }

    private synchronized List<ServedQueue> awaitDue() {
        while (!stopped) {
            long now = System.nanoTime();
            long next = now + pollNanos;
            List<ServedQueue> due = new ArrayList<>();
            for (ServedQueue queue : queues.values()) {
                if (!queue.canTake()) {
                    continue; // a slot that becomes free wakes us, and so does the end of a pause
                }
                long at = queue.lookAt();
                if (at - now <= 0) {
                    due.add(queue);
                } else if (at - next < 0) {
                    next = at;
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

    /** {@return these queues, without those whose turn has come and that have nothing} Any number costs one statement. */
    private List<ServedQueue> worthALook(List<ServedQueue> due) {
        List<ServedQueue> rest = new ArrayList<>(due);
        Map<String, ServedQueue> polled = new LinkedHashMap<>();
        synchronized (this) {
            for (ServedQueue queue : due) {
                if (queue.isRegularLook()) {
                    polled.put(queue.taskQueue, queue);
                }
            }
        }
        if (polled.size() < 2) {
            return due;
        }
        try {
            polled.keySet().removeAll(store.withTasks(Set.copyOf(polled.keySet())));
            outage.over();
        } catch (StoreException e) {
            outage.noticed(e);
            polled.values().forEach(this::lookAgainAfterOutage);
        }
        rest.removeAll(polled.values());
        synchronized (this) {
            long now = System.nanoTime();
            for (ServedQueue queue : polled.values()) {
                if (queue.isRegularLook()) { // else something has woken it meanwhile
                    queue.look(now, nextPoll(now));
                }
            }
        }
        return rest;
    }

    private void claim(ServedQueue queue) {
        ClaimRequest request;
        boolean limited;
        boolean tokensRanOut;
        synchronized (this) {
            long now = System.nanoTime();
            int slots = Math.min(queue.free, MAXIMUM_CLAIM);
            int wanted = queue.reserve(slots, now);
            if (wanted == 0) {
                return; // an eager start came first: the queue is looked at as soon as there is a slot and a token
            }
            tokensRanOut = wanted < slots;
            limited = queue.settings.limit() != null;
            request = new ClaimRequest(queue.taskQueue, queue.types, node.id(), node.identity(), wanted, queue.nextOrder(),
                    queue.cursor.begin(now, pollNanos));
            queue.look(now, nextPoll(now));
        }
        LimitedClaim claim = NOTHING;
        try {
            claim = limited ? store.claimLimited(request) : new LimitedClaim(store.claim(request), true, Duration.ZERO);
            outage.over();
        } catch (StoreException e) {
            outage.noticed(e);
            lookAgainAfterOutage(queue);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Claiming tasks of queue '%s' failed", queue.taskQueue);
            lookAgainAfterOutage(queue);
        } finally {
            synchronized (this) {
                settle(queue, request, claim, tokensRanOut);
            }
        }
        if (claim.looked()) {
            int found = claim.tasks().size();
            listeners.tell(listener -> listener.claimed(queue.taskQueue, found));
        }
        for (ClaimedTask task : claim.tasks()) {
            runner.accept(queue, task);
        }
    }

    private static void settle(ServedQueue queue, ClaimRequest request, LimitedClaim claim, boolean tokensRanOut) {
        long now = System.nanoTime();
        int found = claim.tasks().size();
        queue.cursor.claimed(claim.tasks());
        queue.putBack(request.limit() - found);
        boolean mayBeMore = claim.looked() && queue.looked(request.order(), request.limit(), found);
        long untilNextToken = claim.untilNextToken().toNanos();
        queue.backlog = mayBeMore || untilNextToken > 0;
        if (queue.backlog) {
            queue.nextLook = now;
        }
        if (untilNextToken > 0 || tokensRanOut) {
            queue.notBefore = now + Math.min(Math.max(untilNextToken, LIMITED_PACE_NANOS), LONGEST_WAIT_NANOS);
        }
    }

    private synchronized void lookAgainAfterOutage(ServedQueue queue) {
        queue.nextLook = System.nanoTime() + AFTER_OUTAGE_NANOS;
    }

    /** {@return when it is the turn of all queues, which one statement asks for} Not at the same time on all nodes. */
    private long nextPoll(long now) {
        if (nextPoll - now <= 0) {
            nextPoll = now + pollNanos - ThreadLocalRandom.current().nextLong(pollNanos / 5 + 1);
        }
        return nextPoll;
    }
}
