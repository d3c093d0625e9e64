package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Scenarios about completions and failures from elsewhere, by token and by ID, in time and too late. */
interface CompletionScenarios extends ScenarioSupport {

    private static RetryOptions quickly() {
        return RetryOptions.create().initialInterval(Duration.ofMillis(1));
    }

    @Scenario(118)
    default void anAttemptCompletesOnce() throws TimeoutException {
        ActivityHandle<String> handle = act().start();
        ActivityCompletion byToken = activities().completion(poll(handle).context().taskToken());
        byToken.complete("first");
        assertThatThrownBy(() -> byToken.complete("second")).isInstanceOf(ActivityNotExistsException.class);
        assertThat(handle.result(LONG)).isEqualTo("first");
    }

    @Scenario(119)
    default void theTokenOfAnEarlierAttemptIsRefused() throws TimeoutException {
        ActivityHandle<String> handle = act().retry(quickly()).start();
        ScenarioAttempt first = poll(handle);
        first.fails();
        ScenarioAttempt second = poll(handle);
        assertThatThrownBy(() -> activities().completion(first.context().taskToken()).complete("stale"))
                .isInstanceOf(ActivityNotExistsException.class);
        activities().completion(second.context().taskToken()).complete("current");
        assertThat(handle.result(LONG)).isEqualTo("current");
    }

    @Scenario(121)
    default void aWaitingExecutionCompletesById() throws TimeoutException {
        ActivityHandle<String> handle = waiting();
        activities().completionById(handle.id()).complete("by id");
        assertThat(handle.result(LONG)).isEqualTo("by id");
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.COMPLETED);
        assertThat(closed.lastStartedTime()).isPresent().isEqualTo(closed.closedTime());
        assertThat(closed.attempt()).isEqualTo(1);
    }

    @Scenario(122)
    default void aPausedExecutionCompletesById() throws TimeoutException {
        ActivityHandle<String> handle = waiting();
        handle.pause("hold on");
        activities().completionById(handle.id()).complete("by id");
        assertThat(handle.result(LONG)).isEqualTo("by id");
        assertThat(handle.describe().status()).isEqualTo(ActivityStatus.COMPLETED);
    }

    /** From elsewhere, the heartbeat details of a failure are sent as a heartbeat before it. */
    @Scenario(125)
    default void anAttemptFailsByIdAsByToken() {
        ActivityHandle<String> handle = act().retry(quickly()).start();
        poll(handle);
        ActivityCompletion byId = activities().completionById(handle.id());
        byId.heartbeat("half way");
        byId.fail(ApplicationFailure.newFailure("once more", "TestFailure"));
        ScenarioAttempt second = poll(handle);
        assertThat(second.context().heartbeatDetails(String.class)).contains("half way");
        assertThat(second.context().lastFailure().orElseThrow()).hasMessage("once more");
        activities().completionById(handle.id(), handle.runId()).identity("webhook")
                .fail(ApplicationFailure.newNonRetryableFailure("no more", "TestFailure"));
        assertThat(failed(handle).retryState()).contains(RetryState.NON_RETRYABLE_FAILURE);
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.FAILED);
        assertThat(closed.attempt()).isEqualTo(2);
        assertThat(closed.failure().orElseThrow()).hasMessage("no more");
        assertThat(closed.heartbeatDetails(String.class)).contains("half way");
        assertThat(closed.lastWorker()).contains("webhook");
        assertThatThrownBy(() -> byId.fail(new IllegalStateException("late"))).isInstanceOf(ActivityNotExistsException.class);
    }

    @Scenario(127)
    default void anActivityCompletesByIdAfterItsMethodReturned() throws TimeoutException {
        ActivityHandle<String> latest = act().start();
        leave(poll(latest));
        activities().completionById(latest.id()).complete("by id");
        assertThat(latest.result(LONG)).isEqualTo("by id");

        ActivityHandle<String> oneRun = act().start();
        leave(poll(oneRun));
        activities().completionById(oneRun.id(), oneRun.runId()).identity("webhook").complete("by run id");
        assertThat(oneRun.result(LONG)).isEqualTo("by run id");
        assertThat(oneRun.describe().lastWorker()).contains("webhook");
    }

    @Scenario(128)
    default void anActivityCompletesByTokenAfterItsMethodReturned() throws TimeoutException {
        ActivityHandle<String> completed = act().start();
        ScenarioAttempt first = poll(completed);
        leave(first);
        activities().completion(first.context().taskToken()).complete("by token");
        assertThat(completed.result(LONG)).isEqualTo("by token");

        ActivityHandle<String> failed = act().retry(attempts(1)).start();
        ScenarioAttempt second = poll(failed);
        leave(second);
        activities().completion(second.context().taskToken()).fail(new IllegalStateException("not to be had"));
        assertThat(failed(failed).getCause()).hasMessage("not to be had").isInstanceOfSatisfying(ApplicationFailure.class,
                failure -> assertThat(failure.type()).isEqualTo(IllegalStateException.class.getName()));
    }

    @Scenario(130)
    default void aTokenIsRefusedAfterTheTimeout() {
        ActivityHandle<String> handle = act().startToCloseTimeout(Duration.ofSeconds(1))
                .retry(attempts(1)).start();
        ScenarioAttempt attempt = poll(handle);
        leave(attempt);
        failed(handle);
        assertThatThrownBy(() -> activities().completion(attempt.context().taskToken()).complete("late"))
                .isInstanceOf(ActivityNotExistsException.class);
    }

    @Scenario(131)
    default void anAttemptThatIsNeverCompletedTimesOut() {
        Duration timeout = Duration.ofSeconds(1);
        ActivityHandle<String> handle = act().retry(attempts(1)).start();
        leave(poll(handle));
        assertThat(handle.describe().runState()).contains(ActivityRunState.STARTED);
        handle.updateOptions(OptionsUpdate.create().startToCloseTimeout(timeout));
        assertThat(failed(handle).getCause()).isInstanceOfSatisfying(TimeoutFailure.class,
                failure -> assertThat(failure.timeoutType()).isEqualTo(TimeoutType.START_TO_CLOSE));
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.TIMED_OUT);
        assertThat(closed.closedTime().orElseThrow()).isAfterOrEqualTo(closed.lastStartedTime().orElseThrow().plus(timeout));
    }

    /** Lets the method return while its attempt stays in progress. */
    private static void leave(ScenarioAttempt attempt) {
        attempt.execute(() -> {
            attempt.context().doNotCompleteOnReturn();
            return null;
        });
        attempt.completes("ignored");
        Awaitility.await().atMost(LONG).untilAsserted(
                () -> assertThatThrownBy(() -> attempt.context().heartbeat(null)).isInstanceOf(IllegalStateException.class));
    }
}
