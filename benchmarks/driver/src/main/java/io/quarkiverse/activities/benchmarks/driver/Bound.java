package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The rate that is possible if each activity needs the work of all parts. The times of the parts for one activity add up, so
 * the rate is the harmonic sum of theirs.
 */
record Bound(Figure figure, List<Figure> parts) {

    static final List<Bound> ALL = List.of(
            // One transaction of the caller; then a row that is inserted, claimed and completed in a transaction each
            new Bound(Figure.BOUND_JOINED, List.of(Figure.BASELINE_JOINED, Figure.CEILING_1)),
            // One transaction of the activity; then a row that is inserted, claimed and completed in batches
            new Bound(Figure.BOUND_TRANSACTIONAL, List.of(Figure.BASELINE_TRANSACTIONAL, Figure.CEILING_500)));

    /** Adds the bounds whose parts were all measured. */
    static void addTo(Results results) {
        for (Bound bound : ALL) {
            double[] parts = bound.parts.stream().map(part -> results.median(part.key)).flatMapToDouble(OptionalDouble::stream)
                    .toArray();
            if (parts.length == bound.parts.size()) {
                results.add(bound.figure.key, harmonicSum(parts));
            }
        }
    }

    static double harmonicSum(double... rates) {
        double seconds = 0;
        for (double rate : rates) {
            seconds += 1 / rate;
        }
        return 1 / seconds;
    }
}
