package io.quarkiverse.activities.benchmarks.driver;

import java.util.function.LongSupplier;

/** Lets a contestant work until it is steady, so that a figure does not depend on how fast the JIT compiler of a machine is. */
final class WarmUp {

    private final double windowSeconds;
    private final double leastSeconds;
    private final double maximumSeconds;
    private final double tolerance;
    private final LongSupplier nanos;

    private WarmUp(double windowSeconds, double leastSeconds, double maximumSeconds, double tolerance, LongSupplier nanos) {
        this.windowSeconds = windowSeconds;
        this.leastSeconds = leastSeconds;
        this.maximumSeconds = maximumSeconds;
        this.tolerance = tolerance;
        this.nanos = nanos;
    }

    static WarmUp of(Settings settings) {
        return of(settings, 1);
    }

    /**
     * {@return the warm-up of several processes at a time, which share the cores and therefore may take as many times as long}
     */
    static WarmUp of(Settings settings, int processes) {
        return of(settings.warmUpWindowSeconds, settings.leastWarmUpSeconds, settings.warmUpSeconds, settings.warmUpPercent,
                processes, System::nanoTime);
    }

    static WarmUp of(int windowSeconds, int leastSeconds, int maximumSeconds, int percent, int processes, LongSupplier nanos) {
        return new WarmUp(windowSeconds, (double) processes * leastSeconds, (double) processes * maximumSeconds,
                percent / 100.0, nanos);
    }

    /** One run, which returns the seconds that it took. */
    interface Run {
        double seconds() throws Exception;
    }

    /** One window, which returns the value that has to become steady. */
    interface Window {
        double value() throws Exception;
    }

    /**
     * Repeats a run of this number of activities until its rate is steady. Windows have as many runs as they need to be long
     * enough.
     */
    double untilRateIsSteady(int activities, Run run) throws Exception {
        return untilSteady(() -> {
            double seconds = 0;
            int runs = 0;
            do {
                seconds += run.seconds();
                runs++;
            } while (seconds < windowSeconds);
            return runs * activities / seconds;
        });
    }

    /** {@return the seconds that it took until the windows were steady, or until the time was over} */
    double untilSteady(Window window) throws Exception {
        Steadiness steadiness = new Steadiness(tolerance);
        long begun = nanos.getAsLong();
        double seconds;
        double value;
        do {
            value = window.value();
            steadiness.add(value);
            seconds = (nanos.getAsLong() - begun) / 1e9;
        } while ((!steadiness.isReached() || seconds < leastSeconds) && seconds < maximumSeconds);
        System.out.printf("  %s after %.0f s, at %.4g%n", steadiness.isReached() ? "steady" : "not steady", seconds, value);
        return seconds;
    }
}
