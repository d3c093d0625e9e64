package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class SelectionTest {

    private final Settings settings = new Settings(null);
    private final Measurement ceiling = new Ceiling(1, 16, 1);
    private final Measurement baseline = new PlainInserts(settings);
    private final Measurement startAll = new StartAll(settings);
    private final Measurement curve = new LoadCurve(new StartAll(settings));

    @Test
    void everythingIsMeasuredButWhatTakesLong() {
        Selection all = new Selection(List.of(), false);
        assertThat(all.includes(ceiling)).isTrue();
        assertThat(all.includes(startAll)).isTrue();
        assertThat(all.includes(curve)).isFalse();
        assertThat(new Selection(List.of("curve"), false).includes(curve)).isTrue();
    }

    @Test
    void prefixesSelect() {
        Selection some = new Selection(List.of("cpu", "baseline"), false);
        assertThat(some.includes(startAll)).as("has cpu.jvm").isTrue();
        assertThat(some.includes(baseline)).isTrue();
        assertThat(some.includes(ceiling)).isFalse();
    }

    @Test
    void aBoundSelectsItsParts() {
        Selection bound = new Selection(List.of("bound.joined"), false);
        assertThat(bound.includes(ceiling)).isTrue();
        assertThat(bound.includes(baseline)).isTrue();
        assertThat(bound.includes(startAll)).isFalse();
    }

    @Test
    void comparisonsLeaveOthersOut() {
        Selection some = new Selection(List.of("ceiling", "ours.startAll"), true);
        assertThat(some.includes(startAll)).isTrue();
        assertThat(some.includes(ceiling)).isFalse();
    }
}
