package io.quarkiverse.activities.runtime.worker.queue;

import java.util.List;

import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.QueueSettings;

/**
 * One Task Queue on this node: its types, its slots, its tokens, and when to look for tasks. Guarded by the
 * {@link Dispatcher}'s lock.
 */
public final class ServedQueue {

    public static final int DEFAULT_SLOTS = 200;
    /** Each so many claims one takes the oldest tasks, so that urgent ones do not starve the rest. */
    private static final int OLDEST_EVERY = 8;

    public final String taskQueue;
    final List<String> types;
    final int slots;
    final QueueLimits limits;
    private final TokenBucket tokens;
    final ClaimCursor cursor;
    private final ExpectedTimes known = new ExpectedTimes();
    private int claimsByPriority;
    QueueSettings settings = QueueSettings.NONE;
    int free;
    int eager;
    /** The next regular look, or an earlier one that something gave reason for. */
    long nextLook;
    private long regularLook;
    /** Before this there is nothing to be had, whatever wakes us. */
    long notBefore;
    /** Whether the last look found as much as it asked for: there may be more. */
    boolean backlog;

    public ServedQueue(String taskQueue, List<String> types, int slots, QueueLimits limits) {
        this.taskQueue = taskQueue;
        this.types = types;
        this.slots = slots;
        this.limits = limits;
        free = slots;
        nextLook = System.nanoTime();
        notBefore = nextLook;
        cursor = new ClaimCursor(nextLook);
        tokens = limits.perSecond() > 0 ? new TokenBucket(limits.perSecond(), nextLook) : null;
    }

    /** {@return whether a look can bring anything} */
    boolean canTake() {
        return free > 0 && !settings.paused();
    }

    /** A task can be taken at that time. {@return whether it is sooner than the next look} */
    boolean expect(long at, long now) {
        boolean sooner = at - lookAt() < 0;
        if (at - now > 0) {
            known.add(at);
        } else if (at - nextLook < 0) {
            nextLook = at;
        }
        return sooner;
    }

    /** The store's time has jumped: what is known to come comes that much sooner, and may be there already. */
    void timePassed(long nanos, long now) {
        known.pass(nanos);
        nextLook = now;
        notBefore = now;
    }

    /** {@return when to look next} */
    long lookAt() {
        long expected = known.orNext(nextLook);
        long at = expected - notBefore < 0 ? notBefore : expected;
        return tokens != null && at - tokens.nextAtNanos() < 0 ? tokens.nextAtNanos() : at;
    }

    /** The queue is looked at now, and regularly so again. */
    void look(long now, long again) {
        known.forgetUntil(now);
        nextLook = again;
        regularLook = again;
    }

    /** {@return whether nothing but its turn is a reason to look} */
    boolean isRegularLook() {
        return nextLook == regularLook && known.orNext(nextLook) == nextLook;
    }

    /** {@return how many tasks may be claimed now, with a slot and a token reserved for each} */
    int reserve(int limit, long now) {
        int reserved = Math.min(free, limit);
        if (tokens != null) {
            reserved = tokens.take(reserved, now);
        }
        free -= reserved;
        return reserved;
    }

    void putBack(int reserved) {
        free += reserved;
        if (tokens != null) {
            tokens.putBack(reserved);
        }
    }

    /**
     * Reserves a slot and a token for a start that is written as already claimed. It must not overtake what waits, nor get
     * round what holds the queue back, and it takes a bounded share of the slots, so that it cannot starve the others.
     */
    boolean reserveEagerly(long now) {
        boolean mayWait = backlog || known.orNext(nextLook) - now <= 0;
        if (mayWait || !canTake() || settings.limit() != null || eager >= Math.max(1, slots / 2) || reserve(1, now) == 0) {
            return false;
        }
        eager++;
        return true;
    }

    ClaimOrder nextOrder() {
        return claimsByPriority < OLDEST_EVERY - 1 ? ClaimOrder.PRIORITY : ClaimOrder.OLDEST;
    }

    /** A claim has looked at the queue, and brought so many of the tasks it wanted. {@return whether there may be more} */
    boolean looked(ClaimOrder order, int wanted, int found) {
        claimsByPriority = order == ClaimOrder.OLDEST ? 0 : claimsByPriority + Math.min(1, found);
        // Other nodes may have been after the same oldest ones: that says nothing about the rest
        return found == wanted || order == ClaimOrder.OLDEST;
    }
}
