package io.quarkiverse.activities.test.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import jakarta.inject.Inject;

import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.test.engine.Flying.What;
import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** How whatever leaves an activity's method is recorded, retried and shown. */
class FailureShapesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("failure_shapes")
            .withApplicationRoot(jar -> jar.addClasses(Flying.class, TestDatabase.class));

    @Inject
    ActivityClient activities;

    /** What is thrown, how often, and as what it is recorded: type: message, cause after cause. */
    static final String TABLE = """
            RUNTIME | 2 | java.lang.RuntimeException: boom
            NULL_MESSAGE | 2 | java.lang.IllegalStateException:\s
            CAUSE_CHAIN | 2 | java.lang.IllegalStateException: outer <- java.io.IOException: middle \
            <- java.lang.NumberFormatException: inner
            WRAPPED_CHECKED | 2 | java.io.IOException: disk full
            CHECKED | 2 | java.io.IOException: disk full
            NESTED_CLASS | 2 | io.quarkiverse.activities.test.engine.Flying$Insufficient: no money
            APPLICATION | 2 | CardDeclined: declined
            NON_RETRYABLE | 1 | CardDeclined: declined
            WRAPPING_NON_RETRYABLE | 2 | java.lang.RuntimeException: outer <- Inner: inner
            ERROR | 2 | java.lang.AssertionError: an error
            STACK_OVERFLOW | 2 | java.lang.StackOverflowError:\s
            OUT_OF_MEMORY | 2 | java.lang.OutOfMemoryError: fake
            INTERRUPTED | 2 | java.lang.InterruptedException: was interrupted
            SUPPRESSED | 2 | java.lang.RuntimeException: main
            CYCLIC_CAUSE | 2 | java.lang.RuntimeException: first <- java.lang.RuntimeException: second
            CANCELED_FAILURE | 2 | io.quarkiverse.activities.failure.CanceledFailure: from elsewhere
            """;

    @Test
    void everyThrowableIsRecorded() {
        SoftAssertions.assertSoftly(softly -> TABLE.lines().map(line -> line.split(" \\| ")).forEach(
                row -> softly.assertThatCode(() -> isRecorded(What.valueOf(row[0]), Integer.parseInt(row[1]), row[2]))
                        .as(row[0]).doesNotThrowAnyException()));
    }

    private void isRecorded(What what, int attempts, String chain) {
        ActivityHandle<Void> handle = start(what);
        assertThatThrownBy(() -> handle.result(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(ActivityFailedException.class, e -> {
                    assertThat(e.getCause()).isInstanceOf(ApplicationFailure.class);
                    assertThat(chain(e.getCause())).isEqualTo(chain);
                    assertThat(((RecordedFailure) e.getCause()).recordedStackTrace()).contains("Flying");
                    assertThat(e.retryState()).contains(attempts == 1 ? RetryState.NON_RETRYABLE_FAILURE
                            : RetryState.MAXIMUM_ATTEMPTS_REACHED);
                });
        ActivityDescription description = handle.describe();
        assertThat(description.attempt()).isEqualTo(attempts);
        assertThat(chain(description.failure().orElseThrow())).isEqualTo(chain);
        assertThat(description.failures()).hasSize(attempts);
    }

    @Test
    void aLongMessageIsKeptWholeInTheEnd() {
        ActivityHandle<Void> handle = start(What.LONG_MESSAGE);
        assertThatThrownBy(() -> handle.result(Duration.ofSeconds(20))).cause().hasMessage("x".repeat(10_000));
    }

    @Test
    void theFailureMaySayWhenToTryAgain() {
        ActivityHandle<Void> handle = start(What.NEXT_DELAY);
        Awaitility.await().untilAsserted(() -> {
            ActivityDescription description = handle.describe();
            assertThat(description.attempt()).isEqualTo(2);
            assertThat(description.runState()).contains(ActivityRunState.SCHEDULED);
            assertThat(description.currentRetryInterval()).contains(Duration.ofHours(1));
            assertThat(chain(description.lastFailure().orElseThrow())).isEqualTo("Later: later");
        });
    }

    private ActivityHandle<Void> start(What what) {
        return activities.call("Fly", Void.class, what)
                .retry(RetryOptions.create().maximumAttempts(2).initialInterval(Duration.ofMillis(10))).start();
    }

    private static String chain(Throwable failure) {
        String own = ((ApplicationFailure) failure).type() + ": " + failure.getMessage();
        return failure.getCause() == null ? own : own + " <- " + chain(failure.getCause());
    }
}
