package io.quarkiverse.activities.runtime.worker.queue;

import java.util.List;
import java.util.Set;

import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.QueueSettings;

/**
 * One Task Queue that this node serves: its types, its slots, its tokens, and when to poll it. Guarded by the lock of the
 * {@link Dispatcher}.
 */
public final class ServedQueue {

    public static final int DEFAULT_SLOTS = 200;
    /** One of this many claims takes the oldest tasks first, so that urgent tasks do not starve the others. */
    private static final int OLDEST_EVERY = 8;

    public final String taskQueue;
    final List<String> types;
    /** The types whose attempts need a connection of the application. */
    private final Set<String> transactional;
    private Set<String> pausedTypes = Set.of();
    private List<String> openTypes;
    private List<String> openOtherTypes;
    final int slots;
    final QueueLimits limits;
    private final TokenBucket tokens;
    final ClaimCursor cursor;
    private final Overtaking overtaking = new Overtaking();
    private final ExpectedTimes expectedTimes = new ExpectedTimes();
    private int claimsByPriority;
    QueueSettings settings = QueueSettings.NONE;
    int free;
    int eager;
    /** When to poll next: the next regular poll, or earlier if there is a reason. */
    long nextLook;
    private long regularLook;
    /** The queue is not polled before this time, even after a wake-up, because a rate limit has no token until then. */
    long notBefore;
    /** Whether the last claim got all the tasks it wanted, so that there may be more. */
    boolean backlog;
    /** Whether tasks of transactional activities may wait only because no connection is free for them. */
    boolean heldBack;
    /** Whether the next claim leaves out transactional types, if it is held back. */
    boolean othersNext;

    public ServedQueue(String taskQueue, List<String> types, Set<String> transactional, int slots, QueueLimits limits) {
        this.taskQueue = taskQueue;
        this.types = types;
        this.transactional = transactional;
        open(types);
        this.slots = slots;
        this.limits = limits;
        free = slots;
        nextLook = System.nanoTime();
        notBefore = nextLook;
        cursor = new ClaimCursor(nextLook);
        tokens = limits.perSecond() > 0 ? new TokenBucket(limits.perSecond(), nextLook) : null;
    }

    Set<String> transactional() {
        return transactional;
    }

    boolean isTransactional(String type) {
        return transactional.contains(type);
    }

    private void open(List<String> unpaused) {
        openTypes = unpaused;
        openOtherTypes = unpaused.stream().filter(type -> !transactional.contains(type)).toList();
    }

    /**
     * Follows the pauses of types.
     *
     * @return whether something has changed
     */
    boolean pauseTypes(Set<String> paused) {
        if (paused.equals(pausedTypes)) {
            return false;
        }
        pausedTypes = paused;
        List<String> unpaused = types.stream().filter(type -> !paused.contains(type)).toList();
        boolean changed = !unpaused.equals(openTypes);
        open(unpaused.size() == types.size() ? types : unpaused);
        return changed;
    }

    /**
     * {@return the types whose tasks may be claimed now: the very list {@link #types} if these are all}
     *
     * @param withTransactional whether transactional types are among them
     */
    List<String> claimable(boolean withTransactional) {
        return withTransactional ? openTypes : openOtherTypes;
    }

    /** {@return whether this node takes tasks of the type} */
    boolean takes(String type) {
        return openTypes.contains(type);
    }

    /** {@return whether a slot is free and the queue is not paused} */
    boolean canTake() {
        return free > 0 && !settings.paused();
    }

    /**
     * Records that a task can be claimed at the given time.
     *
     * @return whether this is earlier than the next poll
     */
    boolean expect(long at, long now) {
        boolean sooner = at - lookAt() < 0;
        if (at - now > 0) {
            expectedTimes.add(at);
        } else if (at - nextLook < 0) {
            nextLook = at;
        }
        return sooner;
    }

    /** Handles a jump of the store's time: expected tasks become due earlier, and some may be due now. */
    void timePassed(long nanos, long now) {
        expectedTimes.pass(nanos);
        nextLook = now;
        notBefore = now;
    }

    /** {@return when to poll next} */
    long lookAt() {
        long expected = expectedTimes.orNext(nextLook);
        long at = expected - notBefore < 0 ? notBefore : expected;
        return tokens != null && at - tokens.nextAtNanos() < 0 ? tokens.nextAtNanos() : at;
    }

    /** Records that the queue is polled now, and when its next regular poll is. */
    void look(long now, long again) {
        expectedTimes.forgetUntil(now);
        nextLook = again;
        regularLook = again;
    }

    /** {@return whether the next poll is only a regular one, with no other reason for it} */
    boolean isRegularLook() {
        return nextLook == regularLook && expectedTimes.orNext(nextLook) == nextLook;
    }

    /** {@return how many tasks may be claimed now} Reserves a slot and a token for each. */
    int reserve(int limit, long now) {
        int reserved = Math.min(free, limit);
        if (tokens != null) {
            reserved = tokens.take(reserved, now);
        }
        free -= reserved;
        return reserved;
    }

    /** Gives back reserved slots and their tokens. */
    void putBack(int reserved) {
        free += reserved;
        if (tokens != null) {
            tokens.putBack(reserved);
        }
    }

    /**
     * Reserves a slot and a token for a start that is written as already claimed. Such a start must not bypass a pause or a
     * rate limit, and overtakes waiting tasks only as far as {@link Overtaking} allows. All eager starts together get at most
     * half of the slots, so that they do not starve other tasks.
     *
     * @return whether a slot was reserved
     */
    boolean reserveEagerly(int priority, long now) {
        boolean overtakes = backlog || expectedTimes.orNext(nextLook) - now <= 0;
        if (overtakes && !overtaking.isAllowed(priority) || !canTake() || settings.limit() != null || eager >= mostEager()
                || reserve(1, now) == 0) {
            return false;
        }
        if (overtakes) {
            overtaking.overtaken();
        }
        eager++;
        return true;
    }

    private int mostEager() {
        return Math.max(1, slots / 2);
    }

    /** Records which tasks a claim by priority has taken. */
    void claimed(List<ClaimedTask> tasks) {
        overtaking.claimed(tasks, mostEager());
    }

    ClaimOrder nextOrder() {
        return claimsByPriority < OLDEST_EVERY - 1 ? ClaimOrder.PRIORITY : ClaimOrder.OLDEST;
    }

    /**
     * Records the result of a claim.
     *
     * @return whether there may be more tasks
     */
    boolean looked(ClaimOrder order, int wanted, int found) {
        claimsByPriority = order == ClaimOrder.OLDEST ? 0 : claimsByPriority + Math.min(1, found);
        // Other nodes may have locked the same oldest tasks, so a claim in that order says nothing about the others
        return found == wanted || order == ClaimOrder.OLDEST;
    }
}
