package io.quarkiverse.activities.runtime.worker.queue;

import java.util.List;
import java.util.TreeSet;

/**
 * The times at which this node expects tasks to become due: delayed starts and retries. The queue is polled then instead of at
 * the next regular poll. Only the nearest times are kept; the regular poll finds the other tasks.
 */
final class ExpectedTimes {

    private static final int MAXIMUM = 1_000;
    private static final long STEP_NANOS = 1_000_000;

    /** The times in steps, rounded up. A poll is late by less than one step, and tasks of one step share an entry. */
    private final TreeSet<Long> steps = new TreeSet<>();

    /** Adds the time at which a task becomes due. */
    void add(long nanoTime) {
        steps.add(Math.floorDiv(nanoTime + STEP_NANOS - 1, STEP_NANOS));
        if (steps.size() > MAXIMUM) {
            steps.pollLast();
        }
    }

    /** {@return the nearest expected time, or the given time if it is earlier} */
    long orNext(long nanoTime) {
        return steps.isEmpty() || steps.first() * STEP_NANOS - nanoTime > 0 ? nanoTime : steps.first() * STEP_NANOS;
    }

    /** Makes all expected times earlier, for tests that let time pass. */
    void pass(long nanos) {
        List<Long> before = List.copyOf(steps);
        steps.clear();
        for (long step : before) {
            add(step * STEP_NANOS - nanos);
        }
    }

    /** Removes all expected times up to the given one. */
    void forgetUntil(long nanoTime) {
        steps.headSet(Math.floorDiv(nanoTime, STEP_NANOS), true).clear();
    }
}
