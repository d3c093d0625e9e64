package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.AttemptFailure;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Scenarios about whether another attempt follows a failed one. */
interface RetryScenarios extends ClosingAssertions {

    Duration MOMENT = Duration.ofMillis(10);

    @Scenario(26)
    default void aNonRetryableFailureIsNotRetried() {
        ActivityHandle<String> handle = act().retry(attempts(2)).start();
        poll(handle).fails(ApplicationFailure.newNonRetryableFailure("no luck", "TestFailure"));
        assertThat(failedBy(handle, RetryState.NON_RETRYABLE_FAILURE)).hasMessage("no luck");
        assertThat(handle.describe().attempt()).isEqualTo(1);
    }

    @Scenario(28)
    default void anExecutionClosesIfTheNextAttemptWouldBeTooLate() {
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(Duration.ofHours(1))
                .retry(RetryOptions.create().initialInterval(Duration.ofHours(24))).start();
        poll(handle).fails();
        assertTestFailure(failedBy(handle, RetryState.TIMEOUT), 1);
        assertClosedEarly(handle);
    }

    @Scenario(29)
    default void aRequestedCancellationPreventsRetries() {
        ActivityHandle<String> handle = act().retry(attempts(1)).start();
        ScenarioAttempt attempt = poll(handle);
        handle.cancel("not needed");
        attempt.fails();
        assertTestFailure(failedBy(handle, RetryState.CANCEL_REQUESTED), 1);
    }

    @Scenario(53)
    default void retriesDoNotNeedScheduleToClose() throws TimeoutException {
        ActivityHandle<String> handle = act().retry(attempts(2).initialInterval(Duration.ofMillis(1))).start();
        assertThat(handle.describe().expirationTime()).isEmpty();
        poll(handle).fails();
        ScenarioAttempt second = poll(handle);
        assertThat(second.number()).isEqualTo(2);
        second.completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
    }

    @Scenario(67)
    default void listedTypesAreNotRetriedAndOthersAre() {
        ActivityHandle<String> unserved = waiting(act().scheduleToCloseTimeout(Duration.ofSeconds(5))
                .scheduleToStartTimeout(Duration.ofSeconds(5)).startToCloseTimeout(Duration.ofSeconds(5)));
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(LONG).heartbeatTimeout(Duration.ofSeconds(30))
                .retry(attempts(3).initialInterval(Duration.ofSeconds(1)).backoffCoefficient(1)
                        .maximumInterval(Duration.ofSeconds(1)).nonRetryableTypes("bad-bug"))
                .start();
        poll(handle).fails(ApplicationFailure.newFailure("next time", "bad-luck-please-retry"));
        ActivityDescription pending = afterAttempt(handle, 1);
        assertThat(pending.status()).isEqualTo(ActivityStatus.RUNNING);
        assertThat(pending.attempt()).isEqualTo(2);
        assertThat(pending.lastFailure().orElseThrow()).hasMessage("next time").isInstanceOfSatisfying(
                ApplicationFailure.class, last -> assertThat(last.nonRetryable()).isFalse());
        assertThat(pending.lastWorker()).isPresent();
        assertThat(pending.failures()).extracting(AttemptFailure::worker).containsExactly(pending.lastWorker().get());
        poll(handle).fails(ApplicationFailure.newFailure("never again", "bad-bug"));
        assertThat(failedBy(handle, RetryState.NON_RETRYABLE_FAILURE).type()).isEqualTo("bad-bug");
        assertThat(handle.describe().attempt()).isEqualTo(2);
        timedOutBy(TimeoutType.SCHEDULE_TO_START, unserved, RetryState.TIMEOUT);
    }

    @Scenario(68)
    default void withoutALimitRetriesContinue() throws TimeoutException {
        int failures = 20;
        ActivityHandle<String> handle = act()
                .retry(attempts(0).initialInterval(MOMENT).backoffCoefficient(1)).start();
        for (int i = 0; i < failures; i++) {
            poll(handle).fails();
        }
        poll(handle).completes("at last");
        assertThat(handle.result(LONG)).isEqualTo("at last");
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.COMPLETED);
        assertThat(closed.attempt()).isEqualTo(failures + 1);
    }

    @Scenario(79)
    default void backoffsGrowUntilNoTimeIsLeft() {
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(Duration.ofSeconds(15)).startToCloseTimeout(LONG)
                .retry(RetryOptions.create().initialInterval(Duration.ofSeconds(1)).backoffCoefficient(4)).start();
        for (int i = 0; i < 3; i++) {
            poll(handle).fails();
        }
        assertTestFailure(failedBy(handle, RetryState.TIMEOUT), 3);
        assertClosedEarly(handle);
        assertWaited(handle, Duration.ofSeconds(1), Duration.ofSeconds(4));
    }

    @Scenario(85)
    default void aCheckedExceptionIsRetriedUntilNoTimeIsLeft() {
        Duration interval = Duration.ofSeconds(8);
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(interval.multipliedBy(3))
                .retry(RetryOptions.create().initialInterval(interval).maximumInterval(interval)).start();
        for (int i = 0; i < 3; i++) {
            poll(handle).fails(new IOException("unplugged"));
        }
        ApplicationFailure failure = failedBy(handle, RetryState.TIMEOUT);
        assertThat(failure.type()).isEqualTo("java.io.IOException");
        assertThat(failure).hasMessage("unplugged");
        assertWaited(handle, interval, interval);
    }

    /** Asserts that all attempts failed, and that the backoffs between them were at least this long. */
    private void assertWaited(ActivityHandle<?> handle, Duration... waits) {
        List<AttemptFailure> failures = handle.describe().failures();
        assertThat(failures).hasSize(waits.length + 1);
        for (int i = 0; i < waits.length; i++) {
            assertThat(failures.get(i + 1).startedTime()).isAfterOrEqualTo(failures.get(i).endedTime().plus(waits[i]));
        }
    }

    @Scenario(88)
    default void aListedTypeOrTheMaximumPreventsRetries() {
        ActivityHandle<String> listed = act()
                .retry(RetryOptions.create().nonRetryableTypes("java.io.IOException")).start();
        poll(listed).fails(new IOException("unplugged"));
        failedBy(listed, RetryState.NON_RETRYABLE_FAILURE);
        assertThat(listed.describe().failures()).hasSize(1);

        ActivityHandle<String> once = act().retry(attempts(1)).start();
        poll(once).fails(new IOException("unplugged"));
        failedBy(once, RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(once.describe().failures()).hasSize(1);
    }

    @Scenario(92)
    default void aTypeNameDoesNotMatchSubclasses() {
        ActivityHandle<String> handle = act().retry(
                attempts(2).initialInterval(MOMENT).nonRetryableTypes("java.lang.RuntimeException")).start();
        poll(handle).fails(new IllegalStateException("a subclass"));
        poll(handle).fails(new RuntimeException("the class itself"));
        assertThat(failedBy(handle, RetryState.NON_RETRYABLE_FAILURE)).hasMessage("the class itself");
        assertThat(handle.describe().attempt()).isEqualTo(2);
    }
}
