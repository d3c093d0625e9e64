package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final Results ours = new Results();
    private final Results others = new Results();
    private final Results ratios = new Results();

    @Test
    void eachRoundHasARatio() {
        round("ours.startAll", 100, 80);
        round("ours.startAll", 90, 100);
        round("ours.startAll", 120, 100);
        assertThat(ratios.rounds("ours.startAll", "")).containsExactly(1.25, 0.9, 1.2);
        assertThat(report().figures()).containsExactly(Map.entry("ours.startAll",
                Map.of("this", 100.0, "other", 100.0, "ratio", 1.2, "lowest", 0.9, "highest", 1.25)));
    }

    @Test
    void aFigureThatOneRevisionDoesNotHaveHasNoRatio() {
        ours.add("cpu.half-load", 1);
        Comparison.addRatio(ratios, "cpu.half-load", ours, others);
        round("wal.bytes", 1, Double.NaN);
        assertThat(report().figures()).isEmpty();
    }

    @Test
    void theTableShowsRatiosAndTheirSpread() {
        round("pickup.same.p50", 0.2, 0.25);
        round("pickup.same.p50", 0.3, 0.25);
        round("curve.90.p99", 4, 8);
        assertThat(report().text().lines().map(line -> line.replaceAll(" +", " "))).contains(
                "compared with a1b2c3",
                "Not measured: [ours.joined]: It died",
                "pickup.same.p50 ms 0.250 0.250 1.00 0.800 1.20",
                "curve.90.p99 - 4.00 8.00 0.500 0.500 0.500");
    }

    private void round(String figure, double our, double other) {
        ours.add(figure, our);
        others.add(figure, other);
        Comparison.addRatio(ratios, figure, ours, others);
    }

    private ComparisonReport report() {
        return new ComparisonReport(ours, others, ratios, List.of("compared with a1b2c3"),
                List.of("[ours.joined]: It died"));
    }
}
