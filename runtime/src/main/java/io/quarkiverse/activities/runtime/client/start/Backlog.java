package io.quarkiverse.activities.runtime.client.start;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.quarkiverse.activities.failure.ActivityBacklogFullException;

/**
 * Estimates how many tasks wait in one Task Queue, to enforce its {@code max-backlog}. The estimate is the sum of the latest
 * count in the database, the starts of this node since that count, and the starts that this node is writing now.
 */
final class Backlog {

    private static final long COUNT_AGAIN_NANOS = 100_000_000;
    /** A slow count is repeated less often, so that counting takes at most a twentieth of the time. */
    private static final int COUNT_COST_FACTOR = 20;

    private final String taskQueue;
    private final int limit;
    private final LongSupplier count;
    private final AtomicLong startedSince = new AtomicLong();
    private final AtomicLong starting = new AtomicLong();
    private long counted;
    private long countAgainAt = System.nanoTime();

    /** @param count counts the tasks that wait in the queue, up to the limit */
    Backlog(String taskQueue, int limit, LongSupplier count) {
        this.taskQueue = taskQueue;
        this.limit = limit;
        this.count = count;
    }

    /**
     * Reserves places for tasks that are about to start. Counts the waiting tasks in the database if the latest count is
     * outdated.
     *
     * @return whether the limit allows that many; otherwise nothing is reserved
     */
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

    /**
     * Ends a reservation. Any thread may call this, so it must not wait for a count.
     *
     * @param started whether the starts were written, so that their tasks wait now
     */
    void end(int places, boolean started) {
        if (started) {
            startedSince.addAndGet(places);
        }
        starting.addAndGet(-places);
    }

    synchronized ActivityBacklogFullException refusal(int places) {
        long waiting = waiting();
        return new ActivityBacklogFullException(taskQueue, waiting, limit, "Task Queue '" + taskQueue + "' has a backlog of "
                + waiting + " tasks and cannot take " + places + " more, because quarkus.activities.workers.\"" + taskQueue
                + "\".max-backlog is " + limit + ". Start again later, add slots or workers, or raise the limit");
    }

    private long waiting() {
        return counted + startedSince.get() + starting.get();
    }
}
