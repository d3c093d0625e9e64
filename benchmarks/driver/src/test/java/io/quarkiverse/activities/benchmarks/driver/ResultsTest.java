package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsTest {

    private final Results results = new Results();

    @Test
    void theMedianIsOverTheRounds() {
        for (double value : new double[] { 5, 1, 100, 3 }) {
            results.add("figure", value);
        }
        assertThat(results.median("figure")).hasValue(4);
        results.add("figure", 2);
        assertThat(results.median("figure")).hasValue(3);
    }

    @Test
    void theBestVariantCounts() {
        results.add("figure", "first", 10);
        results.add("figure", "second", 30);
        results.add("figure", "second", 20);
        assertThat(results.median("figure")).hasValue(25);
    }

    @Test
    void valuesThatAreNotANumberAreIgnored() {
        results.add("figure", Double.NaN);
        assertThat(results.median("figure")).isEmpty();
        assertThat(results.median("another")).isEmpty();
    }
}
