package io.quarkiverse.activities.benchmarks.driver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The measured values of all rounds, for each figure and each of its variants. */
final class Results {

    private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();

    void add(String figure, double value) {
        add(figure, "", value);
    }

    void add(String figure, String variant, double value) {
        values.computeIfAbsent(figure, name -> new LinkedHashMap<>()).computeIfAbsent(variant, name -> new ArrayList<>())
                .add(value);
    }

    /** {@return the median over the rounds; that of the best variant if there are several} */
    OptionalDouble median(String figure) {
        return values.getOrDefault(figure, Map.of()).values().stream().mapToDouble(Results::median)
                .filter(Double::isFinite).max();
    }

    /** {@return the median of a variant; NaN if it was not measured} */
    double median(String figure, String variant) {
        List<Double> rounds = values.getOrDefault(figure, Map.of()).getOrDefault(variant, List.of());
        return rounds.isEmpty() ? Double.NaN : median(rounds);
    }

    Set<String> variants(String figure) {
        return values.getOrDefault(figure, Map.of()).keySet();
    }

    /** {@return the values in the order of the rounds} */
    List<Double> rounds(String figure, String variant) {
        return values.get(figure).get(variant);
    }

    /** {@return the value that was added last for a figure without variants; empty if there is none} */
    OptionalDouble last(String figure) {
        List<Double> rounds = values.getOrDefault(figure, Map.of()).getOrDefault("", List.of());
        return rounds.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(rounds.get(rounds.size() - 1));
    }

    Set<String> figures() {
        return values.keySet();
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
