package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Scenarios about options that change while an execution is open. */
interface UpdateOptionsScenarios extends ScenarioSupport {

    /** A queue that the worker of this application serves in addition to the default one. */
    String OTHER_QUEUE = "other";

    private static RetryOptions after(Duration backoff) {
        return RetryOptions.create().initialInterval(backoff);
    }

    private static OptionsUpdate update() {
        return OptionsUpdate.create();
    }

    private static OptionsUpdate shortBackoff() {
        return update().retry(after(Duration.ofMillis(1)));
    }

    /** Restores the original options without a reset; {@link ResetScenarios} does it with a reset. */
    @Scenario(181)
    default void anUpdateCanRestoreTheOriginalOptions() {
        ActivityHandle<String> handle = waiting();
        handle.updateOptions(update().priority(1).startToCloseTimeout(Duration.ofMinutes(5)));
        handle.updateOptions(update().taskQueue("nobody's either"));
        ActivityDescription original = handle.updateOptions(OptionsUpdate.restoreOriginal());
        assertThat(original.taskQueue()).isEqualTo("nobody's");
        assertThat(original.priority()).isZero();
        assertThat(original.startToCloseTimeout()).isEqualTo(Duration.ofSeconds(60));
        handle.cancel("no longer needed");
    }

    @Scenario(185)
    default void aCurrentBackoffIsRecomputed() {
        ActivityHandle<String> handle = act().retry(after(Duration.ofMinutes(10))).start();
        poll(handle).fails();
        afterAttempt(handle, 1);
        ActivityDescription updated = handle.updateOptions(update().retry(after(Duration.ofMinutes(5))));
        assertThat(updated.currentRetryInterval()).contains(Duration.ofMinutes(5));
        assertThat(updated.nextAttemptTime())
                .contains(updated.lastAttemptEndedTime().orElseThrow().plus(Duration.ofMinutes(5)));
        handle.updateOptions(shortBackoff());
        ScenarioAttempt second = poll(handle);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.context().info().startedTime()).isBefore(updated.nextAttemptTime().orElseThrow());
        handle.terminate("no longer needed");
    }

    @Scenario(187)
    default void aDelayOfAFailureIsKept() {
        Duration backoff = Duration.ofMinutes(10);
        ActivityHandle<String> handle = act().retry(after(backoff)).start();
        poll(handle).fails(ApplicationFailure.newFailureWithDelay("later", "TestFailure", backoff));
        ActivityDescription backingOff = afterAttempt(handle, 1);
        ActivityDescription updated = handle.updateOptions(shortBackoff());
        assertThat(updated.retry().initialInterval()).isEqualTo(Duration.ofMillis(1));
        assertThat(updated.currentRetryInterval()).contains(backoff);
        assertThat(updated.nextAttemptTime()).isEqualTo(backingOff.nextAttemptTime());
        handle.cancel("no longer needed");
    }

    @Scenario(188)
    default void theBackoffOfAnAttemptInProgressChanges() {
        ActivityHandle<String> handle = act().retry(after(Duration.ofMinutes(10))).start();
        ScenarioAttempt first = poll(handle);
        handle.updateOptions(shortBackoff());
        first.fails();
        ScenarioAttempt second = poll(handle);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.context().info().currentAttemptScheduledTime())
                .isEqualTo(handle.describe().lastAttemptEndedTime().orElseThrow().plusMillis(1));
        handle.terminate("no longer needed");
    }

    @Scenario(190)
    default void aClearedRetryPolicyIsTheDefaultOne() {
        ActivityHandle<String> handle = act().retry(attempts(1)).start();
        ScenarioAttempt first = poll(handle);
        RetryOptions cleared = handle.updateOptions(update().clearRetry()).retry();
        assertThat(cleared.maximumAttempts()).isZero();
        assertThat(cleared.initialInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(cleared.backoffCoefficient()).isEqualTo(2);
        assertThat(cleared.maximumInterval()).isEqualTo(Duration.ofSeconds(100));
        first.fails();
        assertThat(poll(handle).number()).isEqualTo(2);
        handle.terminate("no longer needed");
    }

    @Scenario(191)
    default void aNewScheduleToCloseCountsFromTheStart() {
        Duration late = Duration.ofSeconds(1);
        ActivityHandle<String> scheduled = waiting(act().scheduleToCloseTimeout(Duration.ofMinutes(30)));
        scheduled.updateOptions(update().scheduleToCloseTimeout(late));
        assertTimedOut(scheduled, TimeoutType.SCHEDULE_TO_CLOSE);
        assertThat(scheduled.describe().closedTime().orElseThrow())
                .isAfterOrEqualTo(scheduled.describe().scheduledTime().plus(late));

        ActivityHandle<String> started = act().scheduleToCloseTimeout(Duration.ofMinutes(30)).start();
        poll(started);
        started.updateOptions(update().scheduleToCloseTimeout(late));
        assertTimedOut(started, TimeoutType.SCHEDULE_TO_CLOSE);
    }

    @Scenario(193)
    default void otherNewTimeoutsApplyImmediately() {
        Duration late = Duration.ofSeconds(1);
        ActivityHandle<String> scheduled = waiting(act().scheduleToStartTimeout(Duration.ofMinutes(30)));
        scheduled.updateOptions(update().scheduleToStartTimeout(late));
        assertTimedOut(scheduled, TimeoutType.SCHEDULE_TO_START);

        RetryOptions once = attempts(1);
        ActivityHandle<String> running = act().startToCloseTimeout(Duration.ofMinutes(30)).retry(once).start();
        poll(running);
        running.updateOptions(update().startToCloseTimeout(late));
        assertTimedOut(running, TimeoutType.START_TO_CLOSE);
        Instant started = running.describe().lastStartedTime().orElseThrow();
        assertThat(running.describe().closedTime().orElseThrow()).isAfterOrEqualTo(started.plus(late));

        ActivityHandle<String> silent = act().heartbeatTimeout(Duration.ofMinutes(30)).retry(once).start();
        poll(silent);
        silent.updateOptions(update().heartbeatTimeout(late));
        assertTimedOut(silent, TimeoutType.HEARTBEAT);
    }

    private void assertTimedOut(ActivityHandle<?> handle, TimeoutType type) {
        assertThat(failed(handle).getCause()).isInstanceOfSatisfying(TimeoutFailure.class,
                timeout -> assertThat(timeout.timeoutType()).isEqualTo(type));
        assertThat(handle.describe().status()).isEqualTo(ActivityStatus.TIMED_OUT);
    }

    @Scenario(194)
    default void aTaskMovesToAnotherQueue() throws TimeoutException {
        ActivityHandle<String> handle = act().startDelay(Duration.ofHours(1)).start();
        assertThat(handle.updateOptions(update().taskQueue(OTHER_QUEUE).startDelay(Duration.ZERO)).taskQueue())
                .isEqualTo(OTHER_QUEUE);
        ScenarioAttempt attempt = poll(handle);
        assertThat(attempt.context().info().taskQueue()).isEqualTo(OTHER_QUEUE);
        awaitAvailableTasksClaimed();
        assertThat(scenarioActivities().hasBegun(handle)).as("on its old queue").isFalse();
        attempt.completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
    }

    @Scenario(196)
    default void invalidUpdatesAreRefusedAndChangeNothing() {
        ActivityHandle<String> handle = waiting();
        assertInvalid(handle, update(), "names no option");
        assertInvalid(handle, update().taskQueue(""), "Task Queue is empty");
        assertInvalid(handle, update().startToCloseTimeout(Duration.ofSeconds(-1)), "start-to-close");
        assertInvalid(handle, update().priority(-1), "priority");
        assertInvalid(handle, update().startDelay(Duration.ofSeconds(-1)).priority(2), "start delay");
        assertInvalid(handle, update().priority(2).retry(RetryOptions.create().backoffCoefficient(0.5)), "coefficient");
        assertInvalid(handle, update().priority(2).retry(RetryOptions.create().maximumInterval(Duration.ofMillis(500))),
                "maximum interval");
        assertInvalid(handle, update().priority(2).retry(RetryOptions.create().nonRetryableTypes("Any")), "non-retryable");
        assertInvalid(handle, update().startToCloseTimeout(Duration.ZERO), "Neither a start-to-close nor");
        ActivityDescription unchanged = handle.describe();
        assertThat(unchanged.priority()).isZero();
        assertThat(unchanged.startToCloseTimeout()).isEqualTo(Duration.ofSeconds(60));
        handle.cancel("no longer needed");
    }

    private void assertInvalid(ActivityHandle<?> handle, OptionsUpdate update, String why) {
        assertInvalid(() -> handle.updateOptions(update), why);
    }

    @Scenario(197)
    default void canceledAndResettingExecutionsCannotBeUpdated() {
        ActivityHandle<String> canceled = act().start();
        poll(canceled);
        OptionsUpdate before = update().priority(1).requestId("same");
        canceled.updateOptions(before);
        canceled.cancel("not needed");
        canceled.updateOptions(before);
        assertRefused(() -> canceled.updateOptions(update().priority(2)), "CANCEL_REQUESTED");
        assertThat(canceled.describe().priority()).isEqualTo(1);
        canceled.terminate("now");
        assertRefused(() -> canceled.updateOptions(update().priority(2)), "TERMINATED");

        ActivityHandle<String> reset = act().start();
        poll(reset);
        reset.reset();
        assertRefused(() -> reset.updateOptions(update().priority(2)), "RESET_REQUESTED");
        ActivityDescription now = reset.describe();
        assertThat(now.priority()).isZero();
        assertThat(now.runState()).contains(ActivityRunState.STARTED);
        reset.terminate("no longer needed");
    }
}
