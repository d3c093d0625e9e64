package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** With the defaults: windows of 3 s, three of which may differ by 5 %, and 90 s at most. */
class WarmUpTest {

    private final List<Double> taken = new ArrayList<>();
    private long nanos;

    // Not with the settings of the run: its system properties are also those of its tests
    private WarmUp warmUp(int processes) {
        return WarmUp.of(3, 0, 90, 5, processes, () -> nanos);
    }

    @Test
    void goesOnForALeastTime() throws Exception {
        assertThat(WarmUp.of(3, 30, 90, 5, 1, () -> nanos).untilRateIsSteady(1_000, () -> run(4))).isEqualTo(32);
        assertThat(WarmUp.of(3, 30, 90, 5, 4, () -> nanos).untilRateIsSteady(1_000, () -> run(4))).isEqualTo(120);
    }

    @Test
    void endsWhenTheRateIsSteady() throws Exception {
        double[] seconds = { 12, 6, 4, 3.9, 3.9, 1 };
        assertThat(warmUp(1).untilRateIsSteady(1_000, () -> run(seconds[taken.size()])))
                .isEqualTo(29.8);
        assertThat(taken).as("the last three agree").containsExactly(12.0, 6.0, 4.0, 3.9, 3.9);
    }

    @Test
    void shortRunsShareAWindow() throws Exception {
        // each window has a run of one second and a run of two, so all windows are equal
        assertThat(warmUp(1).untilRateIsSteady(1_000, () -> run(1 + taken.size() % 2)))
                .isEqualTo(9);
        assertThat(taken).hasSize(6);
    }

    @Test
    void endsAfterTheMaximum() throws Exception {
        assertThat(warmUp(1).untilRateIsSteady(1_000, () -> run(taken.size() % 2 == 0 ? 4 : 5)))
                .isEqualTo(90);
    }

    @Test
    void processesThatShareTheCoresMayTakeLonger() throws Exception {
        assertThat(warmUp(2).untilRateIsSteady(1_000, () -> run(taken.size() % 2 == 0 ? 4 : 5)))
                .isEqualTo(180);
    }

    private double run(double seconds) {
        taken.add(seconds);
        nanos += (long) (seconds * 1e9);
        return seconds;
    }
}
