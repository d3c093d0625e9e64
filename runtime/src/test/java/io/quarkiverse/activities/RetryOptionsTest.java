package io.quarkiverse.activities;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

class RetryOptionsTest {

    private static RetryOptions all() {
        return RetryOptions.create().initialInterval(Duration.ofSeconds(1)).backoffCoefficient(2).maximumAttempts(3)
                .maximumInterval(Duration.ofMinutes(1)).nonRetryable(IOException.class).nonRetryableTypes("Fatal");
    }

    @Test
    void optionsWithEqualFieldsAreEqual() {
        assertThat(all()).isEqualTo(all()).hasSameHashCodeAs(all());
        assertThat(RetryOptions.create()).isNotEqualTo(all()).isNotEqualTo(null);
    }

    @Test
    void eachFieldMakesADifference() {
        List<RetryOptions> others = List.of(all().initialInterval(Duration.ofSeconds(2)), all().backoffCoefficient(3),
                all().maximumAttempts(4), all().maximumInterval(Duration.ofMinutes(2)), all().nonRetryable(Error.class),
                all().nonRetryableTypes("Other"));
        assertThat(others).doesNotContain(all()).doesNotHaveDuplicates();
    }
}
