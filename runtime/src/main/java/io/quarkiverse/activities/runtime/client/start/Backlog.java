package io.quarkiverse.activities.runtime.client.start;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.quarkiverse.activities.failure.ActivityBacklogFullException;

/**
 * The places that one Task Queue has left: its limit without what was counted a moment ago, what this node has started since,
 * and what it is starting now.
 */
final class Backlog {

    private static final long COUNT_AGAIN_NANOS = 100_000_000;
    /** A count that takes long is made less often: counting takes at most a twentieth of the time. */
    private static final int COUNT_COST_FACTOR = 20;

    private final String taskQueue;
    private final int limit;
    private final LongSupplier count;
    private final AtomicLong startedSince = new AtomicLong();
    private final AtomicLong starting = new AtomicLong();
    private long counted;
    private long countAgainAt = System.nanoTime();

    /** @param count counts what waits in the queue, up to the limit */
    Backlog(String taskQueue, int limit, LongSupplier count) {
        this.taskQueue = taskQueue;
        this.limit = limit;
        this.count = count;
    }

    /** {@return whether there were so many places} */
    synchronized boolean take(int places) {
        long now = System.nanoTime();
        if (now - countAgainAt >= 0) {
            startedSince.set(0);
            counted = count.getAsLong();
            long end = System.nanoTime();
            countAgainAt = end + Math.max(COUNT_AGAIN_NANOS, COUNT_COST_FACTOR * (end - now));
        }
        if (waiting() + places > limit) {
            return false;
        }
        starting.addAndGet(places);
        return true;
    }

    /** The starts have ended, on whatever thread: this must not wait for a count. @param started whether they wait now */
    void end(int places, boolean started) {
        if (started) {
            startedSince.addAndGet(places);
        }
        starting.addAndGet(-places);
    }

    synchronized ActivityBacklogFullException refusal(int places) {
        long waiting = waiting();
        return new ActivityBacklogFullException(taskQueue, waiting, limit, "Task Queue '" + taskQueue + "' has a backlog of "
                + waiting + " tasks, and quarkus.activities.workers.\"" + taskQueue + "\".max-backlog is " + limit + ": "
                + places + (places == 1 ? " start was" : " starts were") + " refused. Start again later, give the queue more"
                + " slots or workers, or raise the limit");
    }

    private long waiting() {
        return counted + startedSince.get() + starting.get();
    }
}
