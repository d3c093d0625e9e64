package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.failure.ActivityStateException;

/** Scenarios about delayed starts and changes of the delay. */
interface StartDelayScenarios extends ScenarioSupport {

    Duration AN_HOUR = Duration.ofHours(1);

    private static OptionsUpdate delay(Duration delay) {
        return OptionsUpdate.create().startDelay(delay);
    }

    @Scenario(199)
    default void aDelayedStartIsDispatchedAfterItsDelay() {
        Duration delay = Duration.ofSeconds(3);
        ActivityHandle<String> handle = act().startDelay(delay).start();
        ActivityDescription waiting = handle.describe();
        Instant due = waiting.scheduledTime().plus(delay);
        assertThat(waiting.startDelay()).isEqualTo(delay);
        ActivityInfo attempt = poll(handle).context().info();
        assertThat(attempt.currentAttemptScheduledTime()).isEqualTo(due);
        assertThat(attempt.startedTime()).isAfterOrEqualTo(due);
        handle.terminate("no longer needed");

        ActivityHandle<String> farAhead = act().startDelay(AN_HOUR).start();
        awaitAvailableTasksClaimed();
        ActivityDescription scheduled = farAhead.describe();
        assertThat(scheduled.runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(scheduled.nextAttemptTime()).contains(scheduled.scheduledTime().plus(AN_HOUR));
        assertThat(scheduled.currentRetryInterval()).isEmpty();
        farAhead.terminate("no longer needed");
    }

    @Scenario(200)
    default void scheduleTimeoutsBeginAfterTheDelay() {
        Duration timeout = Duration.ofSeconds(1);
        Duration delay = Duration.ofSeconds(3);
        ActivityHandle<String> toStart = waiting(act().startDelay(delay).scheduleToStartTimeout(timeout));
        ActivityHandle<String> toClose = waiting(act().startDelay(delay).scheduleToCloseTimeout(timeout));
        ActivityDescription open = toClose.describe();
        assertThat(open.expirationTime()).contains(open.scheduledTime().plus(delay).plus(timeout));
        assertTimedOutAfter(toStart, delay.plus(timeout));
        assertTimedOutAfter(toClose, delay.plus(timeout));
    }

    private void assertTimedOutAfter(ActivityHandle<?> handle, Duration time) {
        failed(handle);
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.TIMED_OUT);
        assertThat(closed.closedTime().orElseThrow()).isAfterOrEqualTo(closed.scheduledTime().plus(time));
    }

    @Scenario(202)
    default void retriesAreNotDelayed() throws TimeoutException {
        ActivityHandle<String> handle = act().startDelay(Duration.ofSeconds(2)).scheduleToCloseTimeout(Duration.ofSeconds(30))
                .start();
        poll(handle).fails();
        ScenarioAttempt second = poll(handle);
        assertThat(second.context().info().currentAttemptScheduledTime())
                .isEqualTo(handle.describe().lastAttemptEndedTime().orElseThrow().plus(Duration.ofSeconds(1)));
        second.completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
    }

    @Scenario(203)
    default void aDelayCanChangeUntilTheFirstDispatch() {
        ActivityHandle<String> none = act().startDelay(AN_HOUR).start();
        none.updateOptions(delay(Duration.ZERO));
        poll(none);
        assertThatThrownBy(() -> none.updateOptions(delay(AN_HOUR))).isInstanceOf(ActivityStateException.class)
                .hasMessageContaining("dispatched");
        none.terminate("no longer needed");

        ActivityHandle<String> longer = act().startDelay(AN_HOUR).start();
        ActivityDescription later = longer.updateOptions(delay(AN_HOUR.multipliedBy(2)));
        assertThat(later.nextAttemptTime()).contains(later.scheduledTime().plus(AN_HOUR.multipliedBy(2)));
        longer.terminate("no longer needed");

        Duration shortly = Duration.ofSeconds(3);
        ActivityHandle<String> shorter = act().startDelay(AN_HOUR).start();
        shorter.updateOptions(delay(shortly));
        assertStartedBetween(shorter, shortly, AN_HOUR);

        ActivityHandle<String> past = act().startDelay(AN_HOUR).start();
        Instant scheduled = past.describe().scheduledTime();
        Awaitility.await().atMost(LONG).until(() -> Instant.now().isAfter(scheduled.plusMillis(100)));
        past.updateOptions(delay(Duration.ofMillis(1)));
        assertStartedBetween(past, Duration.ofMillis(1), AN_HOUR);
    }

    private void assertStartedBetween(ActivityHandle<?> handle, Duration earliest, Duration latest) {
        ActivityInfo attempt = poll(handle).context().info();
        assertThat(attempt.startedTime()).isBetween(attempt.scheduledTime().plus(earliest),
                attempt.scheduledTime().plus(latest));
        handle.terminate("no longer needed");
    }
}
