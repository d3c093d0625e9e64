package io.quarkiverse.activities.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.query.Query;

class ExecutionFilterTest {

    @Test
    void withoutStatusesTheQueryIsUnchanged() {
        assertThat(ExecutionFilter.of("Attempt > 1 OR Priority = 1", List.of()).narrowed())
                .isEqualTo("Attempt > 1 OR Priority = 1");
        assertThat(ExecutionFilter.of(null, null).narrowed()).isEmpty();
    }

    @Test
    void statusesNarrowTheWholeQuery() {
        ExecutionFilter filter = ExecutionFilter.of(" Attempt > 1 OR Priority = 1 ", List.of("Failed", "TimedOut"));
        assertThat(filter.narrowed())
                .isEqualTo("(Attempt > 1 OR Priority = 1) AND ExecutionStatus IN ('Failed', 'TimedOut')");
    }

    @Test
    void statusesAloneFormAQuery() {
        assertThat(ExecutionFilter.of(" ", List.of("Running")).narrowed()).isEqualTo("ExecutionStatus IN ('Running')");
    }

    @Test
    void everyStatusIsCounted() {
        assertThat(ExecutionFilter.of("Attempt > 1", List.of("Failed")).countsByStatus())
                .isEqualTo("Attempt > 1 GROUP BY ExecutionStatus");
        assertThat(ExecutionFilter.of("", List.of("Failed")).countsByStatus()).isEqualTo("GROUP BY ExecutionStatus");
    }

    @Test
    void errorsNameThePositionInTheQueryOfTheUser() {
        assertThatThrownBy(() -> ExecutionFilter.of("Attempt = ", List.of("Failed")).narrowed())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("position 10");
    }

    @Test
    void aQueryCannotEscapeFromItsParentheses() {
        assertThatThrownBy(() -> ExecutionFilter.of("Attempt = 1) OR (Attempt = 2", List.of("Failed")).narrowed())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("position 12");
        assertThatThrownBy(() -> Query.parse(ExecutionFilter.of("", List.of("x') OR Attempt > (1")).narrowed()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ExecutionStatus");
    }

    @Test
    void groupsAreRefused() {
        assertThatThrownBy(() -> ExecutionFilter.of("Attempt > 1 GROUP BY TaskQueue", List.of()).narrowed())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("GROUP BY TaskQueue");
    }
}
