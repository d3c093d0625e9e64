package io.quarkiverse.activities.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

class ApplicationFailureTest {

    @Test
    void wrapLeavesUncheckedExceptionsAlone() {
        RuntimeException unchecked = new IllegalStateException();
        Error error = new AssertionError();

        assertThat(ApplicationFailure.wrap(unchecked)).isSameAs(unchecked);
        assertThat(ApplicationFailure.wrap(new InvocationTargetException(unchecked))).isSameAs(unchecked);
        assertThatThrownBy(() -> ApplicationFailure.wrap(error)).isSameAs(error);
    }

    @Test
    void wrapWrapsCheckedExceptions() {
        IOException checked = new IOException("disk full");

        assertThat(ApplicationFailure.wrap(checked)).isInstanceOf(CheckedExceptionWrapper.class).hasCause(checked);
    }

    @Test
    void negativeDelaysAreRefused() {
        assertThatThrownBy(() -> ApplicationFailure.newBuilder().nextRetryDelay(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("negative");
    }

    @Test
    void shortFormsEqualTheBuilder() {
        assertThat(ApplicationFailure.newFailure("m", "T")).hasMessage("m")
                .satisfies(failure -> assertThat(failure.type()).isEqualTo("T"))
                .satisfies(failure -> assertThat(failure.nonRetryable()).isFalse());
        assertThat(ApplicationFailure.newNonRetryableFailure("m", "T").nonRetryable()).isTrue();
        assertThat(ApplicationFailure.newFailureWithDelay("m", "T", Duration.ofSeconds(2)).nextRetryDelay())
                .contains(Duration.ofSeconds(2));
    }
}
