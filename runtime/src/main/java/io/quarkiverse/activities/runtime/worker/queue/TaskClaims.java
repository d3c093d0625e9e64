package io.quarkiverse.activities.runtime.worker.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.LimitedClaim;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.store.value.SuspectTasks;

/**
 * Claims tasks of due queues: reserves slots, runs the statements, and hands the tasks over. One statement claims from many
 * queues, as far as they have no rate limit. Used by the thread of the {@link Dispatcher} only, and holds its lock except while
 * a statement runs.
 */
final class TaskClaims {

    private static final Logger LOG = Logger.getLogger(TaskClaims.class);
    private static final int MAXIMUM_CLAIM = 500;
    /** How many queues one statement claims from, at most. */
    private static final int QUEUES = 50;
    private static final long RETRY_NANOS = 500_000_000;
    /** The shortest wait for tokens of a rate limit, so that a high rate does not cause one claim per token. */
    private static final long LIMITED_PACE_NANOS = 10_000_000;
    private static final long LONGEST_WAIT_NANOS = 3_600_000_000_000L;

    private static final LimitedClaim NOTHING = new LimitedClaim(List.of(), false, Duration.ZERO);

    private final Object lock;
    private final ActivityStore store;
    private final Node node;
    private final DatabaseOutage outage;
    private final NodeListeners listeners;
    private final Slots slots;
    private final Suspects suspects;
    private final RegularPoll poll;
    private final BiConsumer<ServedQueue, ClaimedTask> runner;

    TaskClaims(Object lock, ActivityStore store, Node node, DatabaseOutage outage, NodeListeners listeners, Slots slots,
            Suspects suspects, RegularPoll poll, BiConsumer<ServedQueue, ClaimedTask> runner) {
        this.lock = lock;
        this.store = store;
        this.node = node;
        this.outage = outage;
        this.listeners = listeners;
        this.slots = slots;
        this.suspects = suspects;
        this.poll = poll;
        this.runner = runner;
    }

    /** Claims from the due queues that may have tasks. */
    void claim(List<ServedQueue> due) {
        List<ServedQueue> queues = withTasks(due);
        for (int from = 0; from < queues.size(); from += QUEUES) {
            claimFromEach(queues.subList(from, Math.min(from + QUEUES, queues.size())));
        }
    }

    private void claimFromEach(List<ServedQueue> queues) {
        List<Reservation> together = new ArrayList<>();
        for (ServedQueue queue : queues) {
            Reservation reserved = reserve(queue, null, MAXIMUM_CLAIM / queues.size());
            if (reserved != null && reserved.canShareAStatement()) {
                together.add(reserved);
            } else if (reserved != null) {
                claim(reserved);
            }
        }
        if (together.size() == 1) {
            claim(together.get(0));
        } else if (!together.isEmpty()) {
            claimTogether(together);
        }
    }

    /** Claims suspects, if some wait and this node may run them now. */
    void claimSuspects(Map<String, ServedQueue> queues) {
        Map<String, List<String>> open = new LinkedHashMap<>();
        synchronized (lock) {
            if (!suspects.isDue(System.nanoTime())) {
                return;
            }
            for (ServedQueue queue : queues.values()) {
                if (queue.canTake()) {
                    open.put(queue.taskQueue, queue.claimable(true));
                }
            }
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
        synchronized (lock) {
            chosen = suspects.choose(found, slots.areAllFree(), System.nanoTime(), poll.everyNanos());
        }
        if (chosen != null) {
            Reservation reserved = reserve(queues.get(chosen.tasks().taskQueue()), chosen, chosen.limit());
            if (reserved != null) {
                claim(reserved);
            }
        }
    }

    /**
     * {@return the due queues, without those that are due for a regular poll and have no tasks} One statement checks any number
     * of queues.
     */
    private List<ServedQueue> withTasks(List<ServedQueue> due) {
        List<ServedQueue> rest = new ArrayList<>(due);
        Map<String, ServedQueue> polled = new LinkedHashMap<>();
        synchronized (lock) {
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
        synchronized (lock) {
            long now = System.nanoTime();
            for (ServedQueue queue : polled.values()) {
                if (queue.isRegularLook()) { // otherwise a wake-up has arrived in the meantime
                    queue.look(now, poll.next(now));
                }
            }
        }
        return rest;
    }

    private void claim(Reservation reserved) {
        LimitedClaim claim = NOTHING;
        long begun = System.nanoTime();
        try {
            claim = reserved.limited ? store.claimLimited(reserved.request)
                    : new LimitedClaim(store.claim(reserved.request), true, Duration.ZERO);
            outage.over(begun);
        } catch (RuntimeException | Error e) {
            failed("claim tasks from Task Queue '" + reserved.queue.taskQueue + "'", e);
            retryAfterPause(reserved.queue);
        } finally {
            settle(reserved, claim);
        }
        handOver(reserved.queue, claim);
    }

    private void claimTogether(List<Reservation> reserved) {
        Map<String, List<ClaimedTask>> tasks = new LinkedHashMap<>();
        for (Reservation one : reserved) {
            tasks.put(one.queue.taskQueue, new ArrayList<>());
        }
        long begun = System.nanoTime();
        try {
            for (ClaimedTask task : store.claim(reserved.stream().map(Reservation::request).toList())) {
                tasks.get(task.taskQueue()).add(task);
            }
            outage.over(begun);
        } catch (RuntimeException | Error e) {
            if (e instanceof StoreException failure && failure.isOutage()) {
                failed("claim tasks from Task Queues", e);
                reserved.forEach(this::giveUp);
            } else {
                LOG.debugf(e, "Could not claim tasks from %d Task Queues together. Claiming from each alone", reserved.size());
                reserved.forEach(this::claim);
            }
            return;
        }
        for (Reservation one : reserved) {
            LimitedClaim claim = new LimitedClaim(tasks.get(one.queue.taskQueue), true, Duration.ZERO);
            settle(one, claim);
            handOver(one.queue, claim);
        }
    }

    private void giveUp(Reservation reserved) {
        retryAfterPause(reserved.queue);
        settle(reserved, NOTHING);
    }

    private void handOver(ServedQueue queue, LimitedClaim claim) {
        if (claim.looked()) {
            int found = claim.tasks().size();
            listeners.tell(listener -> listener.claimed(queue.taskQueue, found));
        }
        for (ClaimedTask task : claim.tasks()) {
            runner.accept(queue, task);
        }
    }

    /**
     * {@return the slots, tokens and connections for a claim; null if nothing can be claimed now}
     *
     * @param chosen which suspects to claim, or null to claim ordinary tasks
     */
    private Reservation reserve(ServedQueue queue, Suspects.Choice chosen, int most) {
        synchronized (lock) {
            long now = System.nanoTime();
            Slots.Reserved reserved = slots.reserve(queue, most, now);
            if (reserved.count() == 0) {
                // An eager start took the slot or the token, or no connection is free: any of them wakes this thread
                if (reserved.types().isEmpty()) {
                    queue.backlog = false;
                    queue.look(now, poll.next(now));
                }
                if (chosen != null) {
                    suspects.claimed(chosen.tasks(), List.of(), now);
                }
                return null;
            }
            boolean limited = queue.settings.limit() != null;
            if (chosen != null) {
                return new Reservation(queue, chosen, ClaimRequest.ofSuspects(queue.taskQueue, reserved.types(), node.id(),
                        node.identity(), reserved.count(), chosen.tasks().rank()), reserved, limited);
            }
            ClaimFloor floor = queue.cursor.begin(now, poll.everyNanos());
            queue.look(now, poll.next(now));
            return new Reservation(queue, null, new ClaimRequest(queue.taskQueue, reserved.types(), node.id(), node.identity(),
                    reserved.count(), queue.nextOrder(), floor), reserved, limited);
        }
    }

    /** Gives back what was reserved and not used, and decides when to claim again. */
    private void settle(Reservation reserved, LimitedClaim claim) {
        synchronized (lock) {
            long now = System.nanoTime();
            ServedQueue queue = reserved.queue;
            ClaimRequest request = reserved.request;
            int found = claim.tasks().size();
            slots.settle(queue, reserved.slots, claim.tasks());
            if (reserved.chosen != null) {
                suspects.claimed(reserved.chosen.tasks(), claim.tasks(), now);
                return;
            }
            if (request.types() == queue.types) { // otherwise tasks of other types may wait before these
                queue.cursor.claimed(claim.tasks());
            }
            if (request.order() == ClaimOrder.PRIORITY) {
                queue.claimed(claim.tasks());
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

    private void retryAfterPause(ServedQueue queue) {
        synchronized (lock) {
            queue.nextLook = System.nanoTime() + RETRY_NANOS;
        }
    }

    /**
     * A claim in flight, with its reservation.
     *
     * @param chosen which suspects it claims; null for ordinary tasks
     * @param limited whether the queue has a rate limit that all nodes share
     */
    private record Reservation(ServedQueue queue, Suspects.Choice chosen, ClaimRequest request, Slots.Reserved slots,
            boolean limited) {

        boolean canShareAStatement() {
            return !limited && request.order() == ClaimOrder.PRIORITY;
        }
    }
}
