package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class RanTest {

    @Test
    void anAnswerTellsTimesAndFigures() {
        Ran ran = Ran.parse("ran 1000000 3500000 p50=0.25 p99=1.5E-4");
        assertThat(ran.seconds()).isEqualTo(2.5);
        assertThat(ran.figures()).isEqualTo(Map.of("p50", 0.25, "p99", 1.5E-4));
        assertThatThrownBy(() -> Ran.parse("Exception in thread main")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nodesTogetherTakeFromTheFirstBeginningToTheLastEnd() {
        assertThat(Ran.seconds(List.of(Ran.parse("ran 1000000 3000000"), Ran.parse("ran 2000000 6000000")))).isEqualTo(5);
    }
}
