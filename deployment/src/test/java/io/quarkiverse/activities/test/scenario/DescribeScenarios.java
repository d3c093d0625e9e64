package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Scenarios about descriptions and waiting for their changes. */
interface DescribeScenarios extends ScenarioSupport {

    @Scenario(value = 205, differs = "describe shows the outcome")
    default void everythingIsShownByDefault() throws TimeoutException {
        RetryOptions twice = attempts(2).initialInterval(Duration.ofMillis(1));
        ActivityHandle<String> failed = activities().call(FlakyActivities.class, f -> f.failAfter("input", 2))
                .retry(twice).start();
        failed(failed);
        ActivityDescription closed = failed.describe();
        assertThat(closed.activityId()).isEqualTo(failed.id());
        assertThat(closed.runId()).isEqualTo(failed.runId());
        assertThat(closed.activityType()).isEqualTo("FailAfter");
        assertThat(closed.taskQueue()).isEqualTo("default");
        assertThat(closed.status()).isEqualTo(ActivityStatus.FAILED);
        assertThat(closed.runState()).isEmpty();
        assertThat(closed.attempt()).isEqualTo(2);
        assertThat(closed.arguments(String.class, int.class)).containsExactly("input", 2);
        assertThat(closed.heartbeatDetails(String.class)).contains("input in attempt 2");
        assertThat(closed.lastFailure().orElseThrow()).hasMessage("input failed in attempt 2");
        assertThat(closed.failure().orElseThrow()).hasMessage("input failed in attempt 2");
        assertThat(closed.failures()).extracting(attempt -> attempt.failure().getMessage())
                .containsExactly("input failed in attempt 1", "input failed in attempt 2");
        assertThat(closed.retryState()).contains(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(closed.result(String.class)).isEmpty();
        assertThat(closed.lastWorker()).isPresent();
        assertThat(closed.scheduledTime()).isBeforeOrEqualTo(closed.lastStartedTime().orElseThrow());
        assertThat(closed.lastAttemptEndedTime()).isPresent().isEqualTo(closed.closedTime());

        ActivityHandle<String> completed = activities().call(FlakyActivities.class, f -> f.failAfter("input", 0))
                .start();
        assertThat(completed.result(LONG)).isEqualTo("done");
        assertThat(completed.describe().result(String.class)).contains("done");
        assertThat(completed.describe().failure()).isEmpty();
    }

    @Scenario(206)
    default void awaitsAChange() throws TimeoutException {
        ActivityHandle<String> handle = waiting();
        ActivityDescription waiting = handle.describe();
        assertThatThrownBy(() -> handle.awaitChange(waiting, Duration.ofMillis(200))).isInstanceOf(TimeoutException.class);
        serve(handle);
        ActivityDescription now = waiting;
        while (now.runState().orElseThrow() != ActivityRunState.STARTED) {
            now = handle.awaitChange(now, LONG);
        }
        ActivityDescription started = now;
        ScenarioAttempt attempt = poll(handle);
        assertThatThrownBy(() -> handle.awaitChange(started, Duration.ofMillis(200))).isInstanceOf(TimeoutException.class);
        attempt.heartbeat("beat");
        ActivityDescription beaten = handle.awaitChange(started, LONG);
        assertThat(beaten.heartbeatDetails(String.class)).contains("beat");
        attempt.completes("done");
        assertThat(handle.awaitChange(beaten, LONG).status()).isEqualTo(ActivityStatus.COMPLETED);
    }

    @Scenario(214)
    default void waitersReceiveTheFailure() {
        ActivityHandle<String> handle = act().start();
        poll(handle).fails(ApplicationFailure.newNonRetryableFailure("The card was declined", "CardDeclined"));
        assertThat(failed(handle).getCause()).hasMessage("The card was declined")
                .isInstanceOfSatisfying(ApplicationFailure.class,
                        failure -> assertThat(failure.type()).isEqualTo("CardDeclined"));
        assertThat(failed(handle)).hasMessageContaining(handle.id());
    }
}
