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
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThread;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.LimitedClaim;
import io.quarkiverse.activities.runtime.store.value.QueueSettings;
import io.quarkiverse.activities.runtime.store.value.SharedSettings;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.SuspectTasks;

/**
 * Claims tasks for free slots, with one thread for all queues. While a claim is in flight, slots become free and wake-ups
 * arrive, and the next claim covers all of them at once. A slot is reserved before a task is claimed.
 */
public final class Dispatcher implements Runnable {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int MAXIMUM_CLAIM = 500;
    private static final long STOP_MILLIS = 5_000;
    private static final long RETRY_NANOS = 500_000_000;
    /** The shortest wait for tokens of a rate limit, so that a high rate does not cause one claim per token. */
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
    private final Slots slots = new Slots(queues.values());
    private final Suspects suspects = new Suspects(System.nanoTime(), bound -> ThreadLocalRandom.current().nextInt(bound));
    private final EngineThreads threads;
    private EngineThread thread;
    private long nextPoll = System.nanoTime();
    private boolean stopped;
    private volatile long lastRound = System.nanoTime();

    public Dispatcher(ActivityStore store, Node node, EngineThreads threads, DatabaseOutage outage, NodeListeners listeners,
            Duration poll, List<ServedQueue> workers, BiConsumer<ServedQueue, ClaimedTask> runner) {
        this.threads = threads;
        this.store = store;
        this.node = node;
        this.outage = outage;
        this.listeners = listeners;
        pollNanos = poll.toNanos();
        this.runner = runner;
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
    public synchronized ServedQueue reserveEagerly(String taskQueue, String type) {
        ServedQueue queue = queues.get(taskQueue);
        if (stopped || thread == null || queue == null || !queue.takes(type) || suspects.holdOthers(System.nanoTime())) {
            return null;
        }
        return slots.reserveEagerly(queue, type, System.nanoTime()) ? queue : null;
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
            claimSuspects();
            for (ServedQueue queue : withTasks(due)) {
                claim(queue);
            }
        }
    }

    private synchronized List<ServedQueue> awaitDue() {
        while (!stopped) {
            long now = System.nanoTime();
            long next = now + pollNanos;
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
                wait((next - now) / 1_000_000, (int) ((next - now) % 1_000_000));
            } catch (InterruptedException e) {
                return null;
            }
        }
        return null;
    }

    /**
     * {@return the due queues, without those that are due for a regular poll and have no tasks} One statement checks any number
     * of queues.
     */
    private List<ServedQueue> withTasks(List<ServedQueue> due) {
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
        long begun = System.nanoTime();
        try {
            polled.keySet().removeAll(store.withTasks(Set.copyOf(polled.keySet())));
            outage.over(begun);
        } catch (RuntimeException e) {
            failed("look for tasks in the Task Queues of this node", e);
            polled.values().forEach(this::retryAfterPause);
        }
        rest.removeAll(polled.values());
        synchronized (this) {
            long now = System.nanoTime();
            for (ServedQueue queue : polled.values()) {
                if (queue.isRegularLook()) { // otherwise a wake-up has arrived in the meantime
                    queue.look(now, nextPoll(now));
                }
            }
        }
        return rest;
    }

    /** Claims suspects, if some wait and this node may run them now. */
    private void claimSuspects() {
        Map<String, List<String>> open;
        synchronized (this) {
            if (!suspects.isDue(System.nanoTime())) {
                return;
            }
            open = queues.values().stream().filter(ServedQueue::canTake)
                    .collect(Collectors.toMap(queue -> queue.taskQueue, queue -> queue.claimable(true)));
            if (open.isEmpty()) {
                return; // the next free slot is for them
            }
        }
        List<SuspectTasks> found = List.of();
        try {
            found = store.suspects(open);
        } catch (RuntimeException | Error e) {
            failed("look for suspects in the Task Queues of this node", e);
        }
        Suspects.Choice chosen;
        synchronized (this) {
            chosen = suspects.choose(found, slots.areAllFree(), System.nanoTime(), pollNanos);
        }
        if (chosen != null) {
            claim(queues.get(chosen.tasks().taskQueue()), chosen);
        }
    }

    private void claim(ServedQueue queue) {
        claim(queue, null);
    }

    /** @param chosen which suspects to claim, or null to claim ordinary tasks */
    private void claim(ServedQueue queue, Suspects.Choice chosen) {
        Reservation reserved = reserve(queue, chosen);
        if (reserved == null) {
            return;
        }
        LimitedClaim claim = NOTHING;
        long begun = System.nanoTime();
        try {
            claim = reserved.limited ? store.claimLimited(reserved.request)
                    : new LimitedClaim(store.claim(reserved.request), true, Duration.ZERO);
            outage.over(begun);
        } catch (RuntimeException | Error e) {
            failed("claim tasks from Task Queue '" + queue.taskQueue + "'", e);
            retryAfterPause(queue);
        } finally {
            settle(queue, chosen, reserved, claim);
        }
        if (claim.looked()) {
            int found = claim.tasks().size();
            listeners.tell(listener -> listener.claimed(queue.taskQueue, found));
        }
        for (ClaimedTask task : claim.tasks()) {
            runner.accept(queue, task);
        }
    }

    /** {@return the slots, tokens and connections for a claim; null if nothing can be claimed now} */
    private synchronized Reservation reserve(ServedQueue queue, Suspects.Choice chosen) {
        long now = System.nanoTime();
        Slots.Reserved reserved = slots.reserve(queue, chosen == null ? MAXIMUM_CLAIM : chosen.limit(), now);
        if (reserved.count() == 0) {
            // An eager start took the slot or the token, or no connection is free: any of them wakes this thread
            if (reserved.types().isEmpty()) {
                queue.backlog = false;
                queue.look(now, nextPoll(now));
            }
            if (chosen != null) {
                suspects.claimed(chosen.tasks(), List.of(), now);
            }
            return null;
        }
        List<String> types = reserved.types();
        int wanted = reserved.count();
        boolean limited = queue.settings.limit() != null;
        if (chosen != null) {
            return new Reservation(ClaimRequest.ofSuspects(queue.taskQueue, types, node.id(), node.identity(), wanted,
                    chosen.tasks().rank()), reserved, limited);
        }
        ClaimFloor floor = queue.cursor.begin(now, pollNanos);
        queue.look(now, nextPoll(now));
        return new Reservation(new ClaimRequest(queue.taskQueue, types, node.id(), node.identity(), wanted, queue.nextOrder(),
                floor), reserved, limited);
    }

    /** Gives back what was reserved and not used, and decides when to claim again. */
    private synchronized void settle(ServedQueue queue, Suspects.Choice chosen, Reservation reserved, LimitedClaim claim) {
        long now = System.nanoTime();
        ClaimRequest request = reserved.request;
        int found = claim.tasks().size();
        slots.settle(queue, reserved.slots, claim.tasks());
        if (chosen != null) {
            suspects.claimed(chosen.tasks(), claim.tasks(), now);
            return;
        }
        if (request.types() == queue.types) { // otherwise tasks of other types may wait before these
            queue.cursor.claimed(claim.tasks());
        }
        boolean mayBeMore = claim.looked()
                && (queue.looked(request.order(), request.limit(), found) || reserved.slots.othersOnly());
        long untilNextToken = claim.untilNextToken().toNanos();
        queue.backlog = mayBeMore || untilNextToken > 0;
        if (queue.backlog) {
            queue.nextLook = now;
        }
        if (untilNextToken > 0 || reserved.slots.tokensRanOut()) {
            queue.notBefore = now + Math.min(Math.max(untilNextToken, LIMITED_PACE_NANOS), LONGEST_WAIT_NANOS);
        }
    }

    /** A claim in flight, with its reservation. */
    private record Reservation(ClaimRequest request, Slots.Reserved slots, boolean limited) {
    }

    private void failed(String what, Throwable e) {
        if (e instanceof StoreException store && store.isOutage()) {
            outage.noticed(store);
        } else if (e instanceof StoreException store && store.isBusy()) {
            LOG.debugf(e, "Could not %s. Trying again in half a second", what);
        } else {
            LOG.errorf(e, "Could not %s. Trying again in half a second", what);
        }
    }

    private synchronized void retryAfterPause(ServedQueue queue) {
        queue.nextLook = System.nanoTime() + RETRY_NANOS;
    }

    /** {@return when to poll all queues again, with one statement} The time is jittered so that nodes do not poll in step. */
    private long nextPoll(long now) {
        if (nextPoll - now <= 0) {
            nextPoll = now + pollNanos - ThreadLocalRandom.current().nextLong(pollNanos / 5 + 1);
        }
        return nextPoll;
    }
}
