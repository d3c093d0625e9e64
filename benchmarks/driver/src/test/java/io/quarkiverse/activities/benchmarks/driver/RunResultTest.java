package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class RunResultTest {

    @Test
    void answersHaveTimesAndFigures() {
        RunResult result = RunResult.parse("ran 1000000 3500000 p50=0.25 p99=1.5E-4");
        assertThat(result.seconds()).isEqualTo(2.5);
        assertThat(result.figures()).isEqualTo(Map.of("p50", 0.25, "p99", 1.5E-4));
        assertThatThrownBy(() -> RunResult.parse("Exception in thread main")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aContestantCanReportTheSecondsThatCount() {
        assertThat(RunResult.parse("ran 1000000 3500000 seconds=0.5").seconds()).isEqualTo(0.5);
    }

    @Test
    void concurrentRunsLastFromTheFirstBeginToTheLastEnd() {
        assertThat(RunResult.seconds(List.of(RunResult.parse("ran 1000000 3000000"), RunResult.parse("ran 2000000 6000000"))))
                .isEqualTo(5);
    }
}
