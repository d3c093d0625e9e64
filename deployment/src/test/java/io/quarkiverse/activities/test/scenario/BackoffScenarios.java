package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Scenarios about the time of the next attempt. */
interface BackoffScenarios extends ClosingAssertions {

    private static RetryOptions after(Duration interval) {
        return RetryOptions.create().initialInterval(interval);
    }

    private static ApplicationFailure failureWithDelay(Duration delay) {
        return ApplicationFailure.newFailureWithDelay("not yet", "TestFailure", delay);
    }

    /** Asserts that the next attempt is dispatched exactly this long after the end of the previous one. */
    private ScenarioAttempt assertNextAfter(Duration wait, ActivityHandle<?> handle) {
        ScenarioAttempt next = poll(handle);
        assertThat(next.context().info().currentAttemptScheduledTime())
                .isEqualTo(handle.describe().lastAttemptEndedTime().orElseThrow().plus(wait));
        assertThat(next.context().info().startedTime())
                .isAfterOrEqualTo(next.context().info().currentAttemptScheduledTime());
        return next;
    }

    @Scenario(13)
    default void withoutAPolicyTheDefaultApplies() throws TimeoutException {
        ActivityHandle<String> handle = act().start();
        RetryOptions filled = handle.describe().retry();
        assertThat(filled.initialInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(filled.backoffCoefficient()).isEqualTo(2);
        assertThat(filled.maximumInterval()).isEqualTo(Duration.ofSeconds(100));
        assertThat(filled.maximumAttempts()).isZero();
        assertThat(filled.nonRetryableTypes()).isEmpty();
        poll(handle).fails();
        ScenarioAttempt second = assertNextAfter(Duration.ofSeconds(1), handle);
        assertThat(second.number()).isEqualTo(2);
        second.completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
    }

    @Scenario(49)
    default void aBackoffIsShown() {
        ActivityHandle<String> handle = act().retry(attempts(3).initialInterval(LONG)).start();
        poll(handle).fails();
        ActivityDescription waiting = afterAttempt(handle, 1);
        assertThat(waiting.runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(waiting.attempt()).isEqualTo(2);
        assertThat(waiting.currentRetryInterval()).contains(LONG);
        assertThat(waiting.nextAttemptTime()).contains(waiting.lastAttemptEndedTime().orElseThrow().plus(LONG));
        handle.terminate("no longer needed");
    }

    @Scenario(50)
    default void aBackoffIsShownOnlyWhileItIsInTheFuture() {
        ActivityHandle<String> due = act().retry(attempts(3).initialInterval(Duration.ofSeconds(1))).start();
        ScenarioAttempt first = poll(due);
        // Nobody takes the next attempt when it is due
        due.updateOptions(OptionsUpdate.create().taskQueue("nobody's"));
        first.fails();
        afterAttempt(due, 1);
        ActivityDescription overdue = Awaitility.await().atMost(LONG).until(due::describe,
                now -> now.nextAttemptTime().isEmpty());
        assertNoBackoff(overdue, ActivityRunState.SCHEDULED);
        due.terminate("no longer needed");

        ActivityHandle<String> running = act().retry(attempts(3).initialInterval(Duration.ofMillis(1))).start();
        poll(running).fails();
        poll(running);
        assertNoBackoff(running.describe(), ActivityRunState.STARTED);
        running.terminate("no longer needed");

        ActivityHandle<String> paused = act().retry(attempts(3).initialInterval(LONG)).start();
        poll(paused).fails();
        afterAttempt(paused, 1);
        paused.pause("hold on");
        assertNoBackoff(paused.describe(), ActivityRunState.PAUSED);
        paused.terminate("no longer needed");
    }

    private static void assertNoBackoff(ActivityDescription now, ActivityRunState state) {
        assertThat(now.runState()).contains(state);
        assertThat(now.attempt()).isEqualTo(2);
        assertThat(now.currentRetryInterval()).isEmpty();
        assertThat(now.nextAttemptTime()).isEmpty();
    }

    @Scenario(52)
    default void aFailureMaySetItsOwnDelay() {
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(Duration.ofMinutes(2)).retry(after(LONG)).start();
        poll(handle).fails(failureWithDelay(Duration.ofSeconds(1)));
        assertThat(assertNextAfter(Duration.ofSeconds(1), handle).number()).isEqualTo(2);
        handle.terminate("no longer needed");
    }

    @Scenario(89)
    default void everyFailureMaySetAnotherDelay() throws TimeoutException {
        ActivityHandle<String> handle = act().start();
        ScenarioAttempt attempt = poll(handle);
        for (int seconds = 1; seconds <= 3; seconds++) {
            attempt.fails(failureWithDelay(Duration.ofSeconds(seconds)));
            attempt = assertNextAfter(Duration.ofSeconds(seconds), handle);
        }
        assertThat(attempt.number()).isEqualTo(4);
        attempt.completes("after all");
        assertThat(handle.result(LONG)).isEqualTo("after all");
    }

    /** Temporal treats a delay of zero as no delay. */
    @Scenario(value = 89, differs = "a next retry delay of zero means now")
    default void aFailureMaySetADelayOfZero() {
        ActivityHandle<String> handle = act().retry(after(LONG)).start();
        poll(handle).fails(failureWithDelay(Duration.ZERO));
        assertThat(assertNextAfter(Duration.ZERO, handle).number()).isEqualTo(2);
        handle.terminate("no longer needed");
    }

    @Scenario(91)
    default void aDelayOfAFailureIsOnlyLimitedByScheduleToClose() {
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(Duration.ofSeconds(30))
                .retry(RetryOptions.create().maximumInterval(Duration.ofSeconds(1))).start();
        poll(handle).fails(failureWithDelay(Duration.ofSeconds(40)));
        assertThat(failedBy(handle, RetryState.TIMEOUT).nextRetryDelay()).contains(Duration.ofSeconds(40));
        assertClosedEarly(handle);
    }
}
