package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.failure.ServerFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.spi.Failure;

/** Scenarios about failures of every kind, missing failures, and too large ones. */
interface FailureScenarios extends ClosingAssertions {

    /** {@return a failure as the handle of another execution would throw it} */
    private static RecordedFailure recorded(Failure failure) {
        return RecordedFailure.of(failure, null);
    }

    @Scenario(38)
    default void aServerFailureIsRetriedUnlessItIsNonRetryable() {
        ActivityHandle<String> handle = act().retry(attempts(3).initialInterval(LONG)).start();
        poll(handle);
        activities().completionById(handle.id()).fail(recorded(Failure.server("broken", false, null)));
        ActivityDescription waiting = handle.describe();
        assertThat(waiting.runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(waiting.attempt()).isEqualTo(2);
        assertThat(waiting.lastFailure().orElseThrow()).isInstanceOf(ServerFailure.class).hasMessage("broken");
        handle.terminate("no longer needed");
    }

    @Scenario(40)
    default void aReportedScheduleTimeoutIsNotRetried() {
        for (TimeoutType type : new TimeoutType[] { TimeoutType.SCHEDULE_TO_START, TimeoutType.SCHEDULE_TO_CLOSE }) {
            ActivityHandle<String> handle = act().retry(attempts(3)).start();
            poll(handle);
            activities().completionById(handle.id()).fail(recorded(Failure.timeout(type, "somewhere else")));
            ActivityFailedException failed = failed(handle);
            assertThat(failed.retryState()).contains(RetryState.NON_RETRYABLE_FAILURE);
            assertThat(failed.getCause()).isInstanceOfSatisfying(TimeoutFailure.class,
                    timeout -> assertThat(timeout.timeoutType()).isEqualTo(type));
            assertThat(handle.describe().status()).isEqualTo(ActivityStatus.FAILED);
            assertThat(handle.describe().attempt()).isEqualTo(1);
        }
    }

    @Scenario(46)
    default void aReportWithoutAFailureStillFailsTheExecution() {
        ActivityHandle<String> byId = act().retry(attempts(1)).start();
        poll(byId);
        activities().completionById(byId.id()).fail(null);
        assertFailsWithoutDetails(byId);

        ActivityHandle<String> byToken = act().retry(attempts(1)).start();
        activities().completion(poll(byToken).context().taskToken()).fail(null);
        assertFailsWithoutDetails(byToken);
    }

    private void assertFailsWithoutDetails(ActivityHandle<?> handle) {
        ApplicationFailure failure = failedBy(handle, RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(failure).hasMessage("activity task failed without failure details");
        assertThat(handle.describe().lastFailure().orElseThrow().data()).isEqualTo(failure.data());
    }

    @Scenario(47)
    default void aLargeFailureIsShortenedBetweenAttempts() {
        String large = "too much to say ".repeat(500);
        ActivityHandle<String> retried = act().retry(attempts(2).initialInterval(LONG)).start();
        poll(retried).fails(ApplicationFailure.newFailure(large, "TestFailure"));
        RecordedFailure last = afterAttempt(retried, 1).lastFailure().orElseThrow();
        assertThat(last).isInstanceOf(ServerFailure.class).hasMessage("Failure exceeds size limit.");
        assertThat(last.getCause()).isInstanceOfSatisfying(ApplicationFailure.class, shortened -> {
            assertThat(shortened.type()).isEqualTo("TestFailure");
            assertThat(large).startsWith(shortened.getMessage());
            assertThat(shortened.getMessage()).hasSizeBetween(1_000, 4_096);
        });
        retried.terminate("no longer needed");

        ActivityHandle<String> closed = act().retry(attempts(1)).start();
        poll(closed).fails(ApplicationFailure.newFailure(large, "TestFailure"));
        assertThat(failedBy(closed, RetryState.MAXIMUM_ATTEMPTS_REACHED)).as("the last failure is kept in full")
                .hasMessage(large);
    }

    /** Temporal's worker fails tasks of unknown types again and again. */
    @Scenario(value = 94, differs = "an unknown type waits for a node that knows it")
    default void aTaskOfAnUnknownTypeWaitsForAnotherNode() {
        ActivityHandle<Void> handle = activities().call("Elsewhere", Void.class).taskQueue("default")
                .startToCloseTimeout(LONG).start();
        awaitAvailableTasksClaimed();
        ActivityDescription waiting = handle.describe();
        assertThat(waiting.runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(waiting.attempt()).isEqualTo(1);
        assertThat(waiting.failures()).isEmpty();
        assertThat(waiting.lastStartedTime()).isEmpty();
        handle.terminate("no longer needed");
    }

    /** Temporal refuses the report, and the attempt hangs until it times out. */
    @Scenario(value = 95, differs = "a failure that Temporal cannot report is an ordinary failure")
    default void anUnrequestedCancellationIsAnOrdinaryFailure() throws TimeoutException {
        ActivityHandle<String> other = waiting();
        other.cancel("not needed");
        CanceledFailure canceled = (CanceledFailure) failed(other).getCause();

        ActivityHandle<String> handle = act().startToCloseTimeout(LONG).retry(attempts(2).initialInterval(Duration.ofMillis(1)))
                .start();
        poll(handle).fails(canceled);
        poll(handle).fails(canceled);
        ApplicationFailure failure = failedBy(handle, RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(failure.type()).isEqualTo("io.quarkiverse.activities.failure.CanceledFailure");
        assertThat(failure.nonRetryable()).isFalse();
        assertThat(handle.describe().attempt()).isEqualTo(2);
    }
}
