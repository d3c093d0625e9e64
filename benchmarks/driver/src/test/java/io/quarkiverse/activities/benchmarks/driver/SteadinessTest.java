package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadinessTest {

    private final Steadiness steadiness = new Steadiness(0.05);

    @Test
    void threeWindowsMustAgree() {
        steadiness.add(100);
        steadiness.add(100);
        assertThat(steadiness.isReached()).as("two windows are too few").isFalse();
        steadiness.add(95);
        assertThat(steadiness.isReached()).isTrue();
    }

    @Test
    void theHighestAndTheLowestOfThreeMayNotDifferByMore() {
        steadiness.add(100);
        steadiness.add(97);
        steadiness.add(94);
        assertThat(steadiness.isReached()).as("each is close to the previous one, but all three differ by 6 %").isFalse();
    }

    @Test
    void earlierWindowsAreForgotten() {
        for (double window : new double[] { 20, 60, 96, 98 }) {
            steadiness.add(window);
            assertThat(steadiness.isReached()).isFalse();
        }
        steadiness.add(100);
        assertThat(steadiness.isReached()).isTrue();
        steadiness.add(80);
        assertThat(steadiness.isReached()).isFalse();
    }
}
