package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures the pick-up latency and the cost of activities at several rates of starts, up to nearly the highest. */
final class LoadCurve implements Measurement {

    private static final int[] PERCENTS = { 10, 25, 50, 75, 90 };
    private static final List<String> VALUES = List.of("rate", "p50", "p99", "cpu.jvm", "cpu.database");

    private final Throughput peak;

    LoadCurve(Throughput peak) {
        this.peak = peak;
    }

    @Override
    public List<String> figures() {
        return IntStream.of(PERCENTS).boxed().flatMap(LoadCurve::figures).toList();
    }

    private static Stream<String> figures(int percent) {
        return VALUES.stream().map(value -> "curve." + percent + "." + value);
    }

    @Override
    public boolean isOnDemand() {
        return true;
    }

    @Override
    public void round(Bench bench) throws Exception {
        double highest = bench.peak(peak);
        for (int percent : PERCENTS) {
            add(bench.results(), LoadPoint.measure(bench, "halfLoad", highest, percent));
        }
    }

    static void add(Results results, LoadPoint point) {
        double[] values = { point.rate(), point.p50(), point.p99(), point.jvm(), point.database() };
        List<String> names = figures(point.percent()).toList();
        for (int i = 0; i < values.length; i++) {
            results.add(names.get(i), values[i]);
        }
    }

    /** {@return the points that were measured, with the medians over the rounds} */
    static List<LoadPoint> points(Results results) {
        return IntStream.of(PERCENTS).mapToObj(percent -> point(results, percent)).flatMap(List::stream).toList();
    }

    private static List<LoadPoint> point(Results results, int percent) {
        double[] values = figures(percent).map(results::median).flatMapToDouble(OptionalDouble::stream).toArray();
        return values.length < VALUES.size() ? List.of()
                : List.of(new LoadPoint(percent, values[0], values[1], values[2], values[3], values[4]));
    }
}
