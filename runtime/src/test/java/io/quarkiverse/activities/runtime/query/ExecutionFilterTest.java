package io.quarkiverse.activities.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class ExecutionFilterTest {

    private static ExecutionFilter filter(String query, List<String> statuses) {
        return ExecutionFilter.ofActivities(query, statuses);
    }

    @Test
    void withoutStatusesTheQueryIsUnchanged() {
        assertThat(filter("Attempt > 1 OR Priority = 1", List.of()).narrowed())
                .isEqualTo("Attempt > 1 OR Priority = 1");
        assertThat(filter(null, null).narrowed()).isEmpty();
    }

    @Test
    void statusesNarrowTheWholeQuery() {
        ExecutionFilter filter = filter(" Attempt > 1 OR Priority = 1 ", List.of("Failed", "TimedOut"));
        assertThat(filter.narrowed())
                .isEqualTo("(Attempt > 1 OR Priority = 1) AND ExecutionStatus IN ('Failed', 'TimedOut')");
    }

    @Test
    void statusesAloneFormAQuery() {
        assertThat(filter(" ", List.of("Running")).narrowed()).isEqualTo("ExecutionStatus IN ('Running')");
    }

    @Test
    void everyStatusIsCounted() {
        assertThat(filter("Attempt > 1", List.of("Failed")).countsByStatus())
                .isEqualTo("Attempt > 1 GROUP BY ExecutionStatus");
        assertThat(filter("", List.of("Failed")).countsByStatus()).isEqualTo("GROUP BY ExecutionStatus");
    }

    @Test
    void errorsNameThePositionInTheQueryOfTheUser() {
        assertThatThrownBy(() -> filter("Attempt = ", List.of("Failed")).narrowed())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("position 10");
    }

    @Test
    void aQueryCannotEscapeFromItsParentheses() {
        assertThatThrownBy(() -> filter("Attempt = 1) OR (Attempt = 2", List.of("Failed")).narrowed())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("position 12");
        assertThatThrownBy(() -> Query.parse(filter("", List.of("x') OR Attempt > (1")).narrowed()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ExecutionStatus");
    }

    @Test
    void groupsAreRefused() {
        assertThatThrownBy(() -> filter("Attempt > 1 GROUP BY TaskQueue", List.of()).narrowed())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("GROUP BY TaskQueue");
    }
}
