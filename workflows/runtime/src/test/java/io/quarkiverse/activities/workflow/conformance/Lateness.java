package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.util.List;

/**
 * How late things are. Lateness is tolerated as long as the order of things stays, and the recordings are of a real server:
 * each of its steps took some milliseconds, and its timers fired up to a second late. A script of random timing may fit only
 * one of these.
 *
 * @param step what a step between server and node takes
 * @param timer by how much timers are late
 * @param below which timers are late: those that are shorter than this
 * @param reversed whether what one task started begins in reverse order
 */
public record Lateness(Duration step, Duration timer, Duration below, boolean reversed) {

    /** Nearly nothing. */
    public static final Lateness NONE = of(0, 0, 0);

    public static final List<Lateness> ALL = List.of(NONE, of(10, 0, 0), of(30, 0, 0), of(10, 50, 1000), of(30, 100, 1000),
            of(10, 300, 1000), of(10, 600, 1000), of(10, 150, 5000), of(30, 150, 5000), of(10, 300, 5000), of(50, 0, 0),
            new Lateness(Duration.ofMillis(2), Duration.ZERO, Duration.ZERO, true));

    private static Lateness of(int step, int timer, int below) {
        return new Lateness(Duration.ofMillis(step).plusNanos(100_000), Duration.ofMillis(timer), Duration.ofMillis(below),
                false);
    }

    /** {@return by how much the effect of a decision with this number is later than that of other decisions of its task} */
    Duration order(int number) {
        return reversed ? Duration.ofMillis(1).dividedBy(number) : Duration.ZERO;
    }

    /** {@return when a timer fires, after it was started} */
    Duration timer(Duration duration) {
        return duration.compareTo(below) < 0 ? duration.plus(timer) : duration;
    }
}
