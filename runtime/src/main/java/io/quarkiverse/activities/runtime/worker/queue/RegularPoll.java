package io.quarkiverse.activities.runtime.worker.queue;

import java.util.concurrent.ThreadLocalRandom;

/** When a node polls its Task Queues unless something wakes it earlier. Guarded by the lock of the {@link Dispatcher}. */
final class RegularPoll {

    private long everyNanos;
    private long next;

    RegularPoll(long everyNanos, long now) {
        this.everyNanos = everyNanos;
        next = now;
    }

    long everyNanos() {
        return everyNanos;
    }

    /** {@return whether this changes the interval; if so, the next poll is now} */
    boolean change(long newEveryNanos, long now) {
        if (newEveryNanos == everyNanos) {
            return false;
        }
        everyNanos = newEveryNanos;
        next = now;
        return true;
    }

    /** {@return when to poll all queues again, with one statement} The time is jittered so that nodes do not poll in step. */
    long next(long now) {
        if (next - now <= 0) {
            next = now + everyNanos - ThreadLocalRandom.current().nextLong(everyNanos / 5 + 1);
        }
        return next;
    }
}
