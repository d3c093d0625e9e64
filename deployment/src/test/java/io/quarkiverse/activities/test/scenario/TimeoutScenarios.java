package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.awaitility.Awaitility;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Scenarios about which of the four timeouts closes an execution, when, and why no retry follows. */
interface TimeoutScenarios extends ClosingAssertions {

    /** The heartbeat timeout. A worker writes the next heartbeats after 80% of it. */
    Duration SILENCE = Duration.ofSeconds(12);

    /** A queue whose worker has one slot, which is occupied. */
    String FULL_QUEUE = "full";

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Scenario({ 31, 61, 80 })
    default void scheduleToCloseEndsAnAttempt() {
        assertEndedBySchedule(act());
        assertEndedBySchedule(act().startToCloseTimeout(seconds(7)).retry(attempts(1)));
        assertEndedBySchedule(act().startToCloseTimeout(Duration.ZERO));
    }

    private void assertEndedBySchedule(ActivityCall<String> call) {
        ActivityHandle<String> handle = call.scheduleToCloseTimeout(seconds(6)).start();
        poll(handle);
        TimeoutFailure timeout = timedOutBy(TimeoutType.SCHEDULE_TO_CLOSE, handle, RetryState.TIMEOUT);
        assertTimeoutWithoutCause(timeout, TimeoutType.SCHEDULE_TO_CLOSE);
        assertThat(handle.describe().attempt()).isEqualTo(1);
        assertThat(handle.describe().lastFailure()).isEmpty();
    }

    @Scenario({ 32, 62, 70 })
    default void startToCloseEndsTheOnlyAttempt() {
        ActivityHandle<String> handle = act().startToCloseTimeout(seconds(1)).retry(attempts(1)).start();
        poll(handle);
        TimeoutFailure timeout = timedOutBy(TimeoutType.START_TO_CLOSE, handle, RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertTimeoutWithoutCause(timeout, TimeoutType.START_TO_CLOSE);
        ActivityDescription closed = handle.describe();
        assertThat(closed.attempt()).isEqualTo(1);
        assertThat(closed.failures()).hasSize(1);
        assertThat(closed.lastFailure().orElseThrow().data()).isEqualTo(timeout.data());
    }

    @Scenario({ 34, 55 })
    default void startToCloseEndsAnAttemptWithARequestedCancellation() {
        ActivityHandle<String> handle = act().startToCloseTimeout(seconds(10)).retry(attempts(1)).start();
        poll(handle);
        handle.cancel("not needed");
        timedOutBy(TimeoutType.START_TO_CLOSE, handle, RetryState.CANCEL_REQUESTED);
    }

    @Scenario(35)
    default void scheduleToCloseEndsAnAttemptWithARequestedCancellation() {
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(seconds(10)).start();
        poll(handle);
        handle.cancel("not needed");
        timedOutBy(TimeoutType.SCHEDULE_TO_CLOSE, handle, RetryState.CANCEL_REQUESTED);
    }

    @Scenario(37)
    default void aListedTimeoutIsNotRetried() {
        ActivityHandle<String> handle = act().heartbeatTimeout(seconds(1))
                .retry(attempts(3).nonRetryableTypes("TemporalTimeout:Heartbeat")).start();
        poll(handle);
        timedOutBy(TimeoutType.HEARTBEAT, handle, RetryState.NON_RETRYABLE_FAILURE);
        assertThat(handle.describe().attempt()).isEqualTo(1);
    }

    @Scenario({ 56, 59 })
    default void scheduleToStartEndsUnclaimedTasks() {
        assertNotTaken(act().scheduleToStartTimeout(Duration.ofMillis(100)).startToCloseTimeout(seconds(30)));
        assertNotTaken(act().scheduleToStartTimeout(seconds(2)).startToCloseTimeout(seconds(2)).retry(attempts(1)));
    }

    private void assertNotTaken(ActivityCall<String> call) {
        ActivityHandle<String> handle = waiting(call);
        timedOutBy(TimeoutType.SCHEDULE_TO_START, handle, RetryState.TIMEOUT);
        assertThat(handle.describe().lastStartedTime()).isEmpty();
    }

    @Scenario(64)
    default void theTimeoutHasTheLatestDetails() {
        ActivityHandle<String> handle = act().startToCloseTimeout(LONG).heartbeatTimeout(SILENCE).retry(attempts(1)).start();
        beatsThreeTimes(poll(handle));
        Awaitility.await().atMost(LONG).until(() -> handle.describe().heartbeatCount() == 2);
        TimeoutFailure timeout = timedOutBy(TimeoutType.HEARTBEAT, handle, RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(timeout.lastHeartbeatDetails(Integer.class)).contains(2);
    }

    /** {@link HeartbeatScenarios} has the same scenario without details. */
    @Scenario(65)
    default void theLatestDetailsAreReportedWhenNoTimeIsLeft() {
        ActivityHandle<String> handle = act().startToCloseTimeout(Duration.ZERO).scheduleToCloseTimeout(LONG)
                .heartbeatTimeout(SILENCE).retry(RetryOptions.create().initialInterval(LONG)).start();
        beatsThreeTimes(poll(handle));
        assertThat(outOfTime(handle).lastHeartbeatDetails(Integer.class)).contains(2);
    }

    private static void beatsThreeTimes(ScenarioAttempt attempt) {
        for (int beat = 0; beat < 3; beat++) {
            attempt.heartbeat(beat);
        }
    }

    @Scenario(74)
    default void scheduleToStartEndsTasksWithoutAFreeSlot() {
        ActivityHandle<String> occupying = act().taskQueue(FULL_QUEUE).start();
        poll(occupying);
        ActivityHandle<String> handle = act().taskQueue(FULL_QUEUE).scheduleToCloseTimeout(seconds(10))
                .scheduleToStartTimeout(seconds(1)).startToCloseTimeout(seconds(10)).retry(attempts(1)).start();
        timedOutBy(TimeoutType.SCHEDULE_TO_START, handle, RetryState.TIMEOUT);
        assertThat(handle.describe().lastStartedTime()).isEmpty();
        assertThat(handle.describe().failures()).isEmpty();
        occupying.terminate("no longer needed");
    }

    @Scenario(83)
    default void theTimeoutHasTheDetailsOfTheOnlyAttempt() {
        ActivityHandle<String> handle = act().startToCloseTimeout(seconds(30)).heartbeatTimeout(seconds(30)).retry(attempts(1))
                .start();
        poll(handle).heartbeat("half");
        handle.updateOptions(OptionsUpdate.create().heartbeatTimeout(seconds(1)));
        TimeoutFailure timeout = timedOutBy(TimeoutType.HEARTBEAT, handle, RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(timeout.lastHeartbeatDetails(String.class)).contains("half");
        assertThat(timeout).hasNoCause();
    }

    @Scenario(86)
    default void anAttemptThatTimesOutIsRetriedByPolicy() {
        ActivityHandle<String> handle = act().startToCloseTimeout(seconds(1)).retry(attempts(3)).start();
        poll(handle);
        poll(handle);
        poll(handle);
        timedOutBy(TimeoutType.START_TO_CLOSE, handle, RetryState.MAXIMUM_ATTEMPTS_REACHED);
        ActivityDescription closed = handle.describe();
        assertThat(closed.failures()).hasSize(3);
        assertThat(closed.closedTime().orElseThrow()).as("three attempts and two backoffs")
                .isAfterOrEqualTo(closed.scheduledTime().plus(seconds(1 + 1 + 1 + 2 + 1)));
    }
}
