package io.quarkiverse.activities.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class SagaTest {

    private final Saga saga = new Saga();
    private final List<String> done = new ArrayList<>();

    @Test
    void compensatesTheLatestFirstAndEachOnce() {
        saga.onFailure(() -> done.add("first"));
        saga.onFailure(() -> done.add("second"));
        saga.compensate();
        saga.compensate();
        assertThat(done).containsExactly("second", "first");
    }

    @Test
    void aFailureDoesNotKeepTheOthersFromRunning() {
        IllegalStateException second = new IllegalStateException("second");
        IllegalStateException third = new IllegalStateException("third");
        saga.onFailure(() -> done.add("first"));
        saga.onFailure(() -> {
            throw second;
        });
        saga.onFailure(() -> {
            throw third;
        });
        assertThatThrownBy(saga::compensate).isSameAs(third)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(second));
        assertThat(done).containsExactly("first");
    }
}
