package io.quarkiverse.activities.runtime.worker.queue;

import java.util.List;
import java.util.TreeSet;

/**
 * When tasks that this node knows of come due: delayed starts and retries. They are looked for then, and not at the next
 * regular look. Only the nearest moments are kept; the regular look finds the rest.
 */
final class ExpectedTimes {

    private static final int MAXIMUM = 1_000;
    private static final long STEP_NANOS = 1_000_000;

    /** In steps, rounded up: late by less than one, and many tasks of one moment are one entry. */
    private final TreeSet<Long> steps = new TreeSet<>();

    void add(long nanoTime) {
        steps.add(Math.floorDiv(nanoTime + STEP_NANOS - 1, STEP_NANOS));
        if (steps.size() > MAXIMUM) {
            steps.pollLast();
        }
    }

    /** {@return the nearest, or the given moment if that is nearer} */
    long orNext(long nanoTime) {
        return steps.isEmpty() || steps.first() * STEP_NANOS - nanoTime > 0 ? nanoTime : steps.first() * STEP_NANOS;
    }

    /** All of them come that much sooner. */
    void pass(long nanos) {
        List<Long> before = List.copyOf(steps);
        steps.clear();
        for (long step : before) {
            add(step * STEP_NANOS - nanos);
        }
    }

    /** Forgets those that have come. */
    void forgetUntil(long nanoTime) {
        steps.headSet(Math.floorDiv(nanoTime, STEP_NANOS), true).clear();
    }
}
