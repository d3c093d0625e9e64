package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityPausedException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.TerminatedFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Scenarios about pauses and their ends. */
interface PauseScenarios extends ScenarioSupport {

    @Scenario(155)
    default void aPausedExecutionIsNotDispatched() throws TimeoutException {
        ActivityHandle<String> handle = waiting();
        handle.pause("hold on");
        ActivityDescription paused = handle.describe();
        assertThat(paused.status()).isEqualTo(ActivityStatus.PAUSED);
        assertThat(paused.runState()).contains(ActivityRunState.PAUSED);
        assertThat(paused.pauseReason()).contains("hold on");
        serve(handle);
        awaitAvailableTasksClaimed();
        assertThat(scenarioActivities().hasBegun(handle)).isFalse();
        handle.unpause();
        poll(handle).completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
        assertThat(handle.describe().pauseReason()).isEmpty();
    }

    @Scenario(157)
    default void anAttemptInProgressCompletesDespiteAPause() throws TimeoutException {
        ActivityHandle<String> handle = act().start();
        ScenarioAttempt attempt = poll(handle);
        handle.pause("hold on");
        assertThat(handle.describe().runState()).contains(ActivityRunState.PAUSE_REQUESTED);
        assertThatThrownBy(() -> attempt.heartbeat(null)).isInstanceOf(ActivityPausedException.class);
        attempt.completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
    }

    @Scenario(158)
    default void aNonRetryableFailureFailsDespiteAPause() {
        ActivityHandle<String> handle = act().retry(attempts(10)).start();
        ScenarioAttempt attempt = poll(handle);
        handle.pause("hold on");
        attempt.fails(ApplicationFailure.newNonRetryableFailure("no luck", "TestFailure"));
        assertThat(failed(handle).retryState()).contains(RetryState.NON_RETRYABLE_FAILURE);
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.FAILED);
        assertThat(closed.attempt()).isEqualTo(1);
    }

    @Scenario(160)
    default void aBackoffContinuesAfterThePause() {
        Duration backoff = Duration.ofSeconds(30);
        ActivityHandle<String> handle = act().retry(RetryOptions.create().initialInterval(backoff)).start();
        poll(handle).fails();
        afterAttempt(handle, 1);
        handle.pause("hold on");
        ActivityDescription paused = handle.describe();
        assertThat(paused.currentRetryInterval()).isEmpty();
        assertThat(paused.nextAttemptTime()).isEmpty();
        handle.unpause();
        awaitAvailableTasksClaimed();
        ActivityDescription unpaused = handle.describe();
        assertThat(unpaused.runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(unpaused.currentRetryInterval()).contains(backoff);
        assertThat(unpaused.nextAttemptTime()).contains(unpaused.lastAttemptEndedTime().orElseThrow().plus(backoff));
        assertThat(scenarioActivities().hasBegun(handle)).isFalse();
        handle.cancel("no longer needed");
    }

    @Scenario(161)
    default void aPauseCanBeRepeatedWithItsRequestId() {
        ActivityHandle<String> handle = waiting();
        RequestOptions pause = RequestOptions.because("hold on").requestId("same");
        handle.pause(pause);
        assertRefused(() -> handle.pause(pause.requestId("other")), "PAUSED");
        handle.pause(pause);
        handle.unpause();
        handle.pause(pause);
        assertThat(handle.describe().runState()).as("after a repeated request for the earlier pause")
                .contains(ActivityRunState.SCHEDULED);
        handle.cancel("no longer needed");
    }

    @Scenario(163)
    default void anAttemptThatTimesOutPauses() {
        Duration timeout = Duration.ofSeconds(1);
        ActivityHandle<String> slow = pauseRequested(act());
        slow.updateOptions(OptionsUpdate.create().startToCloseTimeout(timeout));
        ActivityHandle<String> silent = pauseRequested(act());
        silent.updateOptions(OptionsUpdate.create().heartbeatTimeout(timeout));
        assertPausedAfter(slow, TimeoutType.START_TO_CLOSE);
        assertPausedAfter(silent, TimeoutType.HEARTBEAT);
    }

    private ActivityHandle<String> pauseRequested(ActivityCall<String> call) {
        ActivityHandle<String> handle = call.retry(attempts(10)).start();
        poll(handle);
        handle.pause("hold on");
        return handle;
    }

    private void assertPausedAfter(ActivityHandle<String> handle, TimeoutType type) {
        ActivityDescription paused = afterAttempt(handle, 1);
        assertThat(paused.status()).isEqualTo(ActivityStatus.PAUSED);
        assertThat(paused.attempt()).isEqualTo(2);
        assertThat(paused.lastFailure().orElseThrow()).isInstanceOfSatisfying(TimeoutFailure.class,
                timeout -> assertThat(timeout.timeoutType()).isEqualTo(type));
        handle.cancel("no longer needed");
    }

    @Scenario(164)
    default void aPausedExecutionIsCanceledImmediatelyAndAnAttemptIsNotified() {
        ActivityHandle<String> paused = waiting();
        paused.pause("hold on");
        paused.cancel("not needed");
        assertThat(paused.describe().status()).isEqualTo(ActivityStatus.CANCELED);
        assertThat(failed(paused).getCause()).isInstanceOf(CanceledFailure.class);

        ActivityHandle<String> running = act().start();
        poll(running);
        running.pause("hold on");
        running.cancel("not needed");
        assertThat(running.describe().runState()).contains(ActivityRunState.CANCEL_REQUESTED);
        running.terminate("no longer needed");
    }

    @Scenario(166)
    default void pausedExecutionsCanBeTerminatedAndClosedOnesCannotBePaused() {
        ActivityHandle<String> handle = waiting();
        handle.pause("hold on");
        handle.terminate("now");
        assertThat(failed(handle).getCause()).isInstanceOf(TerminatedFailure.class);
        assertRefused(() -> handle.pause("again"), "TERMINATED");
        assertThatThrownBy(() -> activities().handle(UUID.randomUUID().toString(), String.class).pause("why"))
                .isInstanceOf(ActivityNotFoundException.class);
    }

    @Scenario(167)
    default void anUnpausedAttemptContinues() throws TimeoutException {
        ActivityHandle<String> handle = act().start();
        ScenarioAttempt attempt = poll(handle);
        handle.pause("hold on");
        handle.unpause();
        assertThat(handle.describe().runState()).contains(ActivityRunState.STARTED);
        activities().completion(attempt.context().taskToken()).heartbeat("valid");
        // The worker may have just read the pause; it reads the state again within a second
        Awaitility.await().atMost(LONG).untilAsserted(() -> attempt.heartbeat(null));
        activities().completion(attempt.context().taskToken()).complete("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
    }

    @Scenario(170)
    default void aRepeatedUnpauseDoesNotEndALaterPause() {
        ActivityHandle<String> handle = waiting();
        RequestOptions unpause = RequestOptions.create().requestId("same");
        handle.pause("hold on");
        handle.unpause(unpause);
        handle.pause("hold on once more");
        handle.unpause(unpause);
        assertThat(handle.describe().runState()).contains(ActivityRunState.PAUSED);
        handle.cancel("no longer needed");
    }
}
