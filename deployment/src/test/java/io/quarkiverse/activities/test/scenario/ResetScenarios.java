package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.ResetOptions;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityResetException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Scenarios about resets, which apply immediately to waiting executions, and to running ones when their attempt ends. */
interface ResetScenarios extends ScenarioSupport {

    private static RetryOptions after(Duration backoff) {
        return RetryOptions.create().initialInterval(backoff);
    }

    @Scenario(172)
    default void anExecutionInBackoffRestartsImmediately() {
        ActivityHandle<String> handle = act().retry(after(Duration.ofSeconds(1))).start();
        poll(handle).fails();
        poll(handle).fails(ApplicationFailure.newFailureWithDelay("later", "TestFailure", Duration.ofSeconds(60)));
        ActivityDescription backingOff = afterAttempt(handle, 2);
        handle.reset();
        ScenarioAttempt restarted = poll(handle);
        assertThat(restarted.number()).isEqualTo(1);
        assertThat(restarted.context().info().startedTime()).isBefore(backingOff.nextAttemptTime().orElseThrow());
        handle.terminate("no longer needed");
    }

    @Scenario(173)
    default void anAttemptInProgressContinuesAndAttemptOneFollows() {
        ActivityHandle<String> handle = act().retry(after(Duration.ofSeconds(1))).start();
        ScenarioAttempt attempt = poll(handle);
        handle.reset();
        assertThat(handle.describe().runState()).contains(ActivityRunState.STARTED);
        attempt.fails();
        assertThat(poll(handle).number()).isEqualTo(1);
        assertThat(handle.describe().lastFailure().orElseThrow()).hasMessage("failed in attempt 1");
        handle.terminate("no longer needed");
    }

    @Scenario(175)
    default void noBackoffFollowsTheAttemptThatWasReset() {
        ActivityHandle<String> handle = act().retry(after(Duration.ofSeconds(1)).backoffCoefficient(10)).start();
        poll(handle).fails();
        ScenarioAttempt second = poll(handle);
        handle.reset();
        second.fails();
        ScenarioAttempt restarted = poll(handle);
        assertThat(restarted.number()).isEqualTo(1);
        assertThat(handle.describe().lastAttemptEndedTime()).contains(restarted.context().info().currentAttemptScheduledTime());
        handle.terminate("no longer needed");
    }

    @Scenario(176)
    default void aTokenFromBeforeTheResetIsRefused() throws TimeoutException {
        ActivityHandle<String> handle = act().retry(after(Duration.ofSeconds(60))).start();
        ScenarioAttempt before = poll(handle);
        before.fails();
        afterAttempt(handle, 1);
        handle.reset();
        ScenarioAttempt restarted = poll(handle);
        assertThat(restarted.number()).isEqualTo(before.number());
        assertThatThrownBy(() -> activities().completion(before.context().taskToken()).heartbeat("stale"))
                .isInstanceOf(ActivityNotExistsException.class);
        assertThatThrownBy(() -> activities().completion(before.context().taskToken()).complete("stale"))
                .isInstanceOf(ActivityNotExistsException.class);
        activities().completion(restarted.context().taskToken()).complete("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
    }

    @Scenario(178)
    default void heartbeatDetailsAreKeptUnlessTheyAreReset() {
        ActivityHandle<String> handle = act().retry(after(Duration.ofHours(1))).start();
        ScenarioAttempt first = poll(handle);
        first.heartbeat("far");
        first.fails();
        afterAttempt(handle, 1);
        handle.reset();
        ScenarioAttempt kept = poll(handle);
        assertThat(kept.context().heartbeatDetails(String.class)).contains("far");
        kept.fails();
        afterAttempt(handle, 1);
        handle.reset(ResetOptions.create().resetHeartbeat());
        ScenarioAttempt cleared = poll(handle);
        assertThat(cleared.context().heartbeatDetails(String.class)).isEmpty();

        cleared.heartbeat("far again");
        handle.reset(ResetOptions.create().resetHeartbeat());
        assertThat(handle.describe().heartbeatDetails(String.class)).as("while the attempt runs").contains("far again");
        cleared.fails();
        ScenarioAttempt last = poll(handle);
        assertThat(last.context().heartbeatDetails(String.class)).isEmpty();
        assertThat(handle.describe().heartbeatDetails(String.class)).isEmpty();
        handle.terminate("no longer needed");
    }

    @Scenario(179)
    default void canceledResettingAndClosedExecutionsCannotBeReset() {
        ActivityHandle<String> canceled = act().start();
        poll(canceled);
        canceled.cancel("not needed");
        assertRefused(canceled::reset, "CANCEL_REQUESTED");
        canceled.terminate("now");
        assertRefused(canceled::reset, "TERMINATED");

        ActivityHandle<String> reset = act().start();
        poll(reset);
        ResetOptions request = ResetOptions.create().requestId("same");
        reset.reset(request);
        assertRefused(reset::reset, "RESET_REQUESTED");
        reset.reset(request);
        reset.terminate("no longer needed");
    }

    @Scenario(181)
    default void theOriginalOptionsAreRestoredWithTheReset() throws TimeoutException {
        OptionsUpdate update = OptionsUpdate.create().startToCloseTimeout(Duration.ofMinutes(5)).priority(1);
        ResetOptions restore = ResetOptions.create().restoreOriginalOptions();
        ActivityHandle<String> scheduled = waiting();
        scheduled.updateOptions(update);
        scheduled.reset(restore);
        assertOriginal(scheduled.describe());

        ActivityHandle<String> started = act().start();
        ScenarioAttempt attempt = poll(started);
        started.updateOptions(update);
        started.reset(restore);
        assertUpdated(started.describe());
        attempt.fails();
        poll(started);
        assertOriginal(started.describe());

        ActivityHandle<String> completed = act().start();
        ScenarioAttempt completes = poll(completed);
        completed.updateOptions(update);
        completed.reset(restore);
        completes.completes("done");
        assertThat(completed.result(LONG)).isEqualTo("done");
        assertUpdated(completed.describe());
        scheduled.terminate("no longer needed");
        started.terminate("no longer needed");
    }

    private static void assertOriginal(ActivityDescription now) {
        assertThat(now.startToCloseTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(now.priority()).isZero();
    }

    private static void assertUpdated(ActivityDescription now) {
        assertThat(now.startToCloseTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(now.priority()).isEqualTo(1);
    }

    @Scenario(182)
    default void anAttemptThatTimesOutIsFollowedByAttemptOne() {
        ActivityHandle<String> slow = resetRequested(act().startToCloseTimeout(Duration.ofSeconds(10)));
        ActivityHandle<String> silent = resetRequested(act().heartbeatTimeout(Duration.ofSeconds(10)));
        for (ActivityHandle<String> handle : List.of(slow, silent)) {
            assertThat(poll(handle).number()).isEqualTo(1);
            assertThat(handle.describe().lastFailure().orElseThrow()).isInstanceOf(TimeoutFailure.class);
            handle.terminate("no longer needed");
        }
    }

    private ActivityHandle<String> resetRequested(ActivityCall<String> call) {
        ActivityHandle<String> handle = call.retry(attempts(1)).start();
        poll(handle);
        handle.reset();
        return handle;
    }

    @Scenario(184)
    default void anAttemptIsNotifiedOfItsReset() {
        ActivityHandle<String> handle = act().start();
        ScenarioAttempt attempt = poll(handle);
        handle.reset();
        assertThatThrownBy(() -> attempt.heartbeat(null)).isInstanceOfSatisfying(ActivityResetException.class, attempt::fails);
        assertThat(poll(handle).number()).isEqualTo(1);
        handle.terminate("no longer needed");
    }
}
