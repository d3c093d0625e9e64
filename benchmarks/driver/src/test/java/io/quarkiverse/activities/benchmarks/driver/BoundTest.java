package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoundTest {

    private final Results results = new Results();

    @Test
    void theTimesOfThePartsAddUp() {
        assertThat(Bound.harmonicSum(100, 100)).isEqualTo(50);
        assertThat(Bound.harmonicSum(4_000, 1_000)).isCloseTo(800, within(1e-9));
        assertThat(Bound.harmonicSum(7)).isCloseTo(7, within(1e-9));
    }

    @Test
    void theMediansOfThePartsCount() {
        results.add("baseline.joined", 3_000);
        results.add("baseline.joined", 5_000);
        results.add("ceiling.1", "16 + 16 threads", 1_000);
        results.add("ceiling.1", "32 + 32 threads", 900);
        Bound.addTo(results);
        assertThat(results.median("bound.joined").orElseThrow()).isCloseTo(800, within(1e-9));
    }

    @Test
    void aBoundWithoutAllItsPartsIsNotKnown() {
        results.add("baseline.joined", 5_000);
        Bound.addTo(results);
        assertThat(results.median("bound.joined")).isEmpty();
        assertThat(results.median("bound.transactional")).isEmpty();
    }
}
