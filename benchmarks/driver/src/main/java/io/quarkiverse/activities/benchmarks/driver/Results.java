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

    Set<String> variants(String figure) {
        return values.getOrDefault(figure, Map.of()).keySet();
    }

    /** {@return the values in the order of the rounds} */
    List<Double> rounds(String figure, String variant) {
        return values.get(figure).get(variant);
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
