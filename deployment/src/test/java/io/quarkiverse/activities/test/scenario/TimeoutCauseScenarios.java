package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Scenarios about the cause of a timeout that closes an execution: the failure of the previous attempt, without its causes. */
interface TimeoutCauseScenarios extends ClosingAssertions {

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** {@return a policy with an initial interval of one second and this backoff coefficient} */
    private static RetryOptions growing(int coefficient) {
        return RetryOptions.create().initialInterval(seconds(1)).backoffCoefficient(coefficient);
    }

    @Scenario({ 41, 73 })
    default void thePreviousFailureIsTheCauseOfAStartToClose() {
        assertCausedByFailure(act());
        assertCausedByFailure(act().scheduleToCloseTimeout(LONG));
    }

    private void assertCausedByFailure(ActivityCall<String> call) {
        ActivityHandle<String> handle = call.retry(attempts(2)).start();
        poll(handle).fails();
        poll(handle);
        handle.updateOptions(OptionsUpdate.create().startToCloseTimeout(seconds(1)));
        assertTestFailure(timedOutBy(TimeoutType.START_TO_CLOSE, handle, RetryState.MAXIMUM_ATTEMPTS_REACHED).getCause(), 1);
    }

    @Scenario(43)
    default void thePreviousFailureIsTheCauseOfAScheduleToCloseBetweenAttempts() {
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(seconds(15))
                .retry(RetryOptions.create().initialInterval(seconds(10))).start();
        poll(handle).fails();
        afterAttempt(handle, 1);
        // Simulates a stopped worker
        handle.updateOptions(OptionsUpdate.create().taskQueue("nobody's"));
        assertTestFailure(timedOutBy(TimeoutType.SCHEDULE_TO_CLOSE, handle, RetryState.TIMEOUT).getCause(), 1);
        assertThat(handle.describe().attempt()).isEqualTo(2);
    }

    @Scenario(44)
    default void aTimeoutThatIsRetriedHasNoCause() {
        assertRetriedTimeoutHasNoCause(OptionsUpdate.create().startToCloseTimeout(seconds(1)), TimeoutType.START_TO_CLOSE);
        assertRetriedTimeoutHasNoCause(OptionsUpdate.create().heartbeatTimeout(seconds(1)), TimeoutType.HEARTBEAT);
    }

    /** @param update the timeout of the second attempt, so that the first has enough time to fail even on a slow machine */
    private void assertRetriedTimeoutHasNoCause(OptionsUpdate update, TimeoutType type) {
        ActivityHandle<String> handle = act().retry(growing(60).maximumAttempts(3)).start();
        poll(handle).fails();
        poll(handle);
        handle.updateOptions(update);
        ActivityDescription waiting = afterAttempt(handle, 2);
        assertThat(waiting.attempt()).isEqualTo(3);
        assertTimeoutWithoutCause(waiting.lastFailure().orElseThrow(), type);
        handle.terminate("no longer needed");
    }

    @Scenario(58)
    default void thePreviousFailureIsTheCauseOfAScheduleToCloseDuringAnAttempt() {
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(seconds(15)).startToCloseTimeout(LONG).retry(growing(1))
                .start();
        poll(handle).fails();
        poll(handle).fails();
        poll(handle);
        TimeoutFailure timeout = timedOutBy(TimeoutType.SCHEDULE_TO_CLOSE, handle, RetryState.TIMEOUT);
        assertTestFailure(timeout.getCause(), 2);
        assertThat(handle.describe().attempt()).isEqualTo(3);
    }

    @Scenario(71)
    default void thePreviousTimeoutIsTheCauseOfAStartToClose() {
        ActivityHandle<String> handle = act().startToCloseTimeout(seconds(1)).retry(attempts(2)).start();
        poll(handle);
        poll(handle);
        TimeoutFailure timeout = timedOutBy(TimeoutType.START_TO_CLOSE, handle, RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertTimeoutWithoutCause(timeout.getCause(), TimeoutType.START_TO_CLOSE);
        assertThat(handle.describe().failures()).hasSize(2);
    }

    @Scenario(76)
    default void thePreviousTimeoutIsTheCauseWhenNoTimeIsLeft() {
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(seconds(20)).startToCloseTimeout(seconds(1))
                .retry(growing(20)).start();
        poll(handle);
        poll(handle);
        assertTimeoutWithoutCause(outOfTime(handle).getCause(), TimeoutType.START_TO_CLOSE);
        assertThat(handle.describe().failures()).hasSize(2);
    }

    @Scenario(77)
    default void onlyTheLatestTimeoutIsTheCauseWhenNoTimeIsLeft() {
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(seconds(25)).startToCloseTimeout(seconds(4))
                .retry(growing(4)).start();
        poll(handle).fails();
        poll(handle);
        poll(handle);
        assertTimeoutWithoutCause(outOfTime(handle).getCause(), TimeoutType.START_TO_CLOSE);
        assertThat(handle.describe().failures()).hasSize(3);
    }

    @Scenario(82)
    default void detailsAreReportedOnceWhenNoTimeIsLeft() {
        ActivityHandle<String> handle = act().scheduleToCloseTimeout(LONG).heartbeatTimeout(seconds(8))
                .retry(growing(100)).start();
        poll(handle).heartbeat("half");
        poll(handle).heartbeat("half");
        TimeoutFailure timeout = outOfTime(handle);
        assertThat(timeout.lastHeartbeatDetails(String.class)).contains("half");
        assertTimeoutWithoutCause(timeout.getCause(), TimeoutType.HEARTBEAT);
    }
}
