package io.quarkiverse.activities.benchmarks.driver;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/** Decides whether a contestant is warm: it is when three windows in a row differ by no more than the tolerance. */
final class Steadiness {

    private static final int WINDOWS = 3;

    private final double tolerance;
    private final Deque<Double> last = new ArrayDeque<>();

    /** @param tolerance the difference between the highest and the lowest window, as a share of the highest */
    Steadiness(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Adds a window. */
    void add(double value) {
        last.addLast(value);
        if (last.size() > WINDOWS) {
            last.removeFirst();
        }
    }

    boolean isReached() {
        if (last.size() < WINDOWS) {
            return false;
        }
        double highest = Collections.max(last);
        return highest - Collections.min(last) <= tolerance * highest;
    }
}
