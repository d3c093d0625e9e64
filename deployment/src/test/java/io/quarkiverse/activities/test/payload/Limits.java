package io.quarkiverse.activities.test.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.transaction.Status;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.ServerFailure;

/** Tests payloads that are larger than the limit, here 10,000 bytes. */
abstract class Limits extends FailureDetails {

    static final String MAX_SIZE = "10000";

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    LimitsActivities large;

    @Test
    void tooLargeInputIsRefused() throws Exception {
        assertThatThrownBy(() -> activities.call(LimitsActivities.class, l -> l.take("x".repeat(9_997)))
                .id("too-large").start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The input of activity Take takes 10001 bytes")
                .hasMessageContaining("quarkus.activities.payload.max-size");
        assertThatThrownBy(() -> activities.handle("too-large", Integer.class).describe())
                .isInstanceOf(ActivityNotFoundException.class);
        assertThat(activities.call(LimitsActivities.class, l -> l.take("x".repeat(9_996))).start().result(LONG))
                .isEqualTo(9_996);
    }

    @Test
    void aTooLargeResultFailsTheActivity() {
        assertFailsWithoutRetry(activities.call(LimitsActivities.class, l -> l.make(10_000)).start());
    }

    @Test
    void aTooLargeManualResultFailsTheActivity() {
        assertFailsWithoutRetry(activities.call("MakeManually", String.class, 10_000).start());
    }

    @Test
    void aTooLargeResultOfATransactionFailsTheActivity() {
        assertFailsWithoutRetry(activities.call(LimitsActivities.class, l -> l.makeInTransaction(10_000)).start());
        Awaitility.await().atMost(LONG).untilAsserted(
                () -> assertThat(large.ended).containsExactly(Status.STATUS_ROLLEDBACK));
    }

    private static void assertFailsWithoutRetry(ActivityHandle<String> handle) {
        ActivityFailedException failed = catchThrowableOfType(ActivityFailedException.class, () -> handle.result(LONG));
        assertThat(failed.retryState()).contains(RetryState.NON_RETRYABLE_FAILURE);
        assertThat(failed.getCause()).isInstanceOf(ServerFailure.class)
                .hasMessageContaining("Complete result exceeds size limit").hasMessageContaining("10002 bytes");
        assertThat(handle.describe().attempt()).isEqualTo(1);
    }

    @Test
    void aTooLargeFailureIsShortenedAndRetried() {
        ActivityHandle<Void> handle = activities.callVoid(LimitsActivities.class, l -> l.fail(20_000))
                .retry(RetryOptions.create().maximumAttempts(2).initialInterval(Duration.ofMillis(10))).start();

        ActivityFailedException failed = catchThrowableOfType(ActivityFailedException.class, () -> handle.result(LONG));
        assertThat(failed.retryState()).contains(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(failed.getCause()).isInstanceOf(ServerFailure.class).hasMessage("Failure exceeds size limit.");
        ApplicationFailure original = (ApplicationFailure) failed.getCause().getCause();
        assertThat(original.type()).isEqualTo("Huge");
        assertThat(original.getMessage()).matches("x{1000,5000}");
        assertThat(original.detailsCount()).isZero();
    }
}
