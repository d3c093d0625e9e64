package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ServerFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Scenarios about heartbeats: timeouts, details and answers. */
interface HeartbeatScenarios extends ScenarioSupport {

    Duration HEARTBEAT = Duration.ofSeconds(1);
    /** A queue with a short maximum interval between two heartbeats that are written. */
    String OFTEN = "often";
    Duration OFTEN_INTERVAL = Duration.ofSeconds(2);

    @Scenario(97)
    default void silenceTimesOut() {
        ActivityHandle<String> handle = act().heartbeatTimeout(HEARTBEAT).retry(attempts(1)).start();
        poll(handle);
        assertThat(failed(handle).getCause()).isInstanceOfSatisfying(TimeoutFailure.class,
                timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.HEARTBEAT));
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.TIMED_OUT);
        assertThat(closed.closedTime().orElseThrow()).isAfterOrEqualTo(closed.lastStartedTime().orElseThrow().plus(HEARTBEAT));
    }

    @Scenario(98)
    default void silenceWithNoTimeForAnotherAttemptIsAScheduleToCloseTimeout() {
        ActivityHandle<String> handle = act().heartbeatTimeout(HEARTBEAT).scheduleToCloseTimeout(Duration.ofSeconds(25))
                .retry(RetryOptions.create().initialInterval(Duration.ofSeconds(30)).backoffCoefficient(1).maximumAttempts(2))
                .start();
        poll(handle);
        ActivityFailedException failed = failed(handle);
        assertThat(failed.retryState()).contains(RetryState.TIMEOUT);
        assertThat(failed.getCause()).hasMessageStartingWith("Not enough time").isInstanceOfSatisfying(TimeoutFailure.class,
                timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.SCHEDULE_TO_CLOSE));
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.TIMED_OUT);
        assertThat(closed.closedTime().orElseThrow()).as("at once").isBefore(closed.expirationTime().orElseThrow());
        assertThat(closed.lastFailure().orElseThrow()).isInstanceOfSatisfying(TimeoutFailure.class,
                timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.HEARTBEAT));
    }

    @Scenario(100)
    default void silenceIsRetried() throws TimeoutException {
        ActivityHandle<String> handle = act().heartbeatTimeout(HEARTBEAT)
                .retry(attempts(2).initialInterval(LONG)).start();
        assertThat(poll(handle).number()).isEqualTo(1);
        afterAttempt(handle, 1);
        // The second attempt must have enough time even on a slow machine, so it begins only now
        handle.updateOptions(OptionsUpdate.create().heartbeatTimeout(LONG)
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(1))));
        ScenarioAttempt second = poll(handle);
        assertThat(second.number()).isEqualTo(2);
        second.completes("in time");
        assertThat(handle.result(LONG)).isEqualTo("in time");
    }

    @Scenario(101)
    default void heartbeatsKeepAnAttemptAlive() throws TimeoutException {
        Duration timeout = Duration.ofSeconds(14);
        ActivityHandle<String> handle = act().heartbeatTimeout(timeout).retry(attempts(1)).start();
        ScenarioAttempt attempt = poll(handle);
        ActivityCompletion byToken = activities().completion(attempt.context().taskToken());
        pass(Duration.ofMillis(7_500));
        byToken.heartbeat(null);
        pass(Duration.ofMillis(7_500));
        byToken.heartbeat(null);
        attempt.completes("alive");
        assertThat(handle.result(LONG)).isEqualTo("alive");
        ActivityDescription closed = handle.describe();
        assertThat(closed.heartbeatCount()).isEqualTo(2);
        assertThat(Duration.between(closed.lastStartedTime().orElseThrow(), closed.closedTime().orElseThrow()))
                .isGreaterThan(timeout);
    }

    @Scenario(103)
    default void heartbeatsByIdKeepAnAttemptAlive() throws TimeoutException {
        Duration timeout = Duration.ofSeconds(14);
        ActivityHandle<String> handle = act().heartbeatTimeout(timeout).retry(attempts(1)).start();
        ScenarioAttempt attempt = poll(handle);
        pass(Duration.ofMillis(7_500));
        activities().completionById(handle.id()).heartbeat("from elsewhere");
        pass(Duration.ofMillis(7_500));
        attempt.completes("alive");
        assertThat(handle.result(LONG)).isEqualTo("alive");
    }

    @Scenario(104)
    default void eachHeartbeatIsCounted() {
        ActivityHandle<String> handle = act().start();
        ActivityCompletion byToken = activities().completion(poll(handle).context().taskToken());
        for (int i = 1; i <= 5; i++) {
            byToken.heartbeat(i);
            ActivityDescription now = handle.describe();
            assertThat(now.heartbeatCount()).isEqualTo(i);
            assertThat(now.heartbeatDetails(Integer.class)).contains(i);
        }
        handle.terminate("no longer needed");
    }

    @Scenario(106)
    default void aHeartbeatByIdAppliesToTheAttemptInProgress() throws TimeoutException {
        ActivityHandle<String> handle = act()
                .retry(attempts(3).initialInterval(Duration.ofMillis(1))).start();
        poll(handle).fails();
        ScenarioAttempt second = poll(handle);
        activities().completionById(handle.id()).heartbeat("second");
        ActivityDescription now = handle.describe();
        assertThat(now.attempt()).isEqualTo(2);
        assertThat(now.heartbeatDetails(String.class)).contains("second");
        second.completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
    }

    @Scenario(107)
    default void theAnswerToAHeartbeatReportsACancellation() {
        ActivityHandle<String> handle = act().start();
        ScenarioAttempt attempt = poll(handle);
        handle.cancel("enough");
        assertThatThrownBy(() -> activities().completion(attempt.context().taskToken()).heartbeat("beat"))
                .isInstanceOf(ActivityCanceledException.class);
        assertThat(handle.describe().heartbeatDetails(String.class)).as("is stored anyway").contains("beat");
        assertThatThrownBy(() -> attempt.heartbeat(null)).isInstanceOf(ActivityCanceledException.class);
        handle.terminate("no longer needed");
    }

    @Scenario(109)
    default void detailsAreAvailableInLaterAttempts() throws TimeoutException {
        ActivityHandle<String> handle = act().startToCloseTimeout(Duration.ofSeconds(10))
                .retry(attempts(3).initialInterval(Duration.ofSeconds(1))).start();
        poll(handle).heartbeat(7771);
        ScenarioAttempt second = poll(handle);
        assertThat(handle.describe().heartbeatDetails(Integer.class)).contains(7771);
        assertThat(second.context().heartbeatDetails(Integer.class)).contains(7771);
        second.fails();
        ScenarioAttempt third = poll(handle);
        assertThat(handle.describe().heartbeatDetails(Integer.class)).contains(7771);
        assertThat(third.context().heartbeatDetails(Integer.class)).contains(7771);
        third.completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
        assertThat(handle.describe().attempt()).isEqualTo(3);
    }

    @Scenario(110)
    default void theResultOfASilentAttemptIsTooLate() {
        ActivityHandle<String> handle = act().heartbeatTimeout(HEARTBEAT).scheduleToCloseTimeout(Duration.ofSeconds(15))
                .retry(attempts(1)).start();
        ScenarioAttempt attempt = poll(handle);
        assertThat(failed(handle).getCause()).isInstanceOfSatisfying(TimeoutFailure.class,
                timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.HEARTBEAT));
        assertThatThrownBy(() -> activities().completion(attempt.context().taskToken()).complete("late"))
                .isInstanceOf(ActivityNotExistsException.class);
        attempt.completes("late");
        assertThat(handle.describe().status()).isEqualTo(ActivityStatus.TIMED_OUT);
    }

    @Scenario(112)
    default void throttledHeartbeatsExecuteNoStatement() {
        Duration interval = Duration.ofSeconds(12); // 80% of the timeout
        ActivityHandle<String> handle = act().heartbeatTimeout(Duration.ofSeconds(15)).start();
        ScenarioAttempt attempt = poll(handle);
        attempt.heartbeat("first");
        Instant first = handle.describe().lastHeartbeatTime().orElseThrow();
        // In one step: a thousand steps may take longer than the interval
        attempt.execute(() -> {
            for (int i = 0; i < 1_000; i++) {
                attempt.context().heartbeat(i);
            }
            return null;
        });
        ActivityDescription next = Awaitility.await().atMost(LONG).until(handle::describe, now -> now.heartbeatCount() > 1);
        assertThat(next.heartbeatCount()).as("all heartbeats after the first in one write").isEqualTo(2);
        assertThat(next.heartbeatDetails(Integer.class)).contains(999);
        assertThat(next.lastHeartbeatTime().orElseThrow()).isAfterOrEqualTo(first.plus(interval));
        assertThat(attempt.context().heartbeatDetails(Integer.class)).contains(999);
        handle.terminate("no longer needed");
    }

    @Scenario(112)
    default void aHeartbeatAfterALongSilenceIsWrittenImmediately() {
        ActivityHandle<String> handle = act().taskQueue(OFTEN).start();
        ScenarioAttempt attempt = poll(handle);
        attempt.heartbeat("first");
        Instant first = handle.describe().lastHeartbeatTime().orElseThrow();
        attempt.heartbeat("second");
        ActivityDescription second = Awaitility.await().atMost(LONG).until(handle::describe, now -> now.heartbeatCount() == 2);
        assertThat(second.lastHeartbeatTime().orElseThrow()).isAfterOrEqualTo(first.plus(OFTEN_INTERVAL));
        pass(OFTEN_INTERVAL.multipliedBy(3));
        attempt.heartbeat("third");
        assertThat(handle.describe().heartbeatDetails(String.class)).contains("third");
        handle.terminate("no longer needed");
    }

    @Scenario(115)
    default void tooLargeDetailsFailTheActivity() {
        String tooLarge = "x".repeat(2 * 1024 * 1024);
        ActivityHandle<String> inside = act().start();
        ScenarioAttempt attempt = poll(inside);
        assertThatThrownBy(() -> attempt.heartbeat(tooLarge)).isInstanceOf(ActivityCanceledException.class);
        assertTooLarge(inside, "Heartbeat details exceed size limit");

        ActivityHandle<String> outside = act().start();
        ActivityCompletion byToken = activities().completion(poll(outside).context().taskToken());
        assertThatThrownBy(() -> byToken.heartbeat(tooLarge)).isInstanceOf(ActivityCanceledException.class);
        assertTooLarge(outside, "Heartbeat details exceed size limit");

        ActivityHandle<String> canceled = act().start();
        ScenarioAttempt ends = poll(canceled);
        canceled.cancel("enough");
        ends.fails(new ActivityCanceledException("canceled", tooLarge));
        assertTooLarge(canceled, "Cancel details exceed size limit");

        ActivityHandle<String> canceledOutside = act().start();
        poll(canceledOutside);
        canceledOutside.cancel("enough");
        activities().completionById(canceledOutside.id()).reportCanceled(tooLarge);
        assertTooLarge(canceledOutside, "Cancel details exceed size limit");
    }

    private void assertTooLarge(ActivityHandle<?> handle, String message) {
        assertThat(failed(handle).getCause()).hasMessageStartingWith(message).isInstanceOf(ServerFailure.class);
        assertThat(handle.describe().status()).isEqualTo(ActivityStatus.FAILED);
        assertThat(handle.describe().attempt()).isEqualTo(1);
    }

    /** The execution has closed in the meantime. */
    @Scenario(116)
    default void theAnswerToAHeartbeatReportsAnOutdatedAttempt() {
        ActivityHandle<String> terminated = act().start();
        ScenarioAttempt first = poll(terminated);
        terminated.terminate("enough");
        assertThatThrownBy(() -> first.heartbeat(null)).isInstanceOf(ActivityNotExistsException.class);

        ActivityHandle<String> timedOut = act().start();
        ScenarioAttempt second = poll(timedOut);
        timedOut.updateOptions(OptionsUpdate.create().scheduleToCloseTimeout(Duration.ofSeconds(1)));
        failed(timedOut);
        assertThatThrownBy(() -> second.heartbeat(null)).isInstanceOf(ActivityNotExistsException.class);

        ActivityHandle<String> canceled = act().start();
        ScenarioAttempt third = poll(canceled);
        canceled.cancel("enough");
        activities().completionById(canceled.id()).reportCanceled(null);
        assertThatThrownBy(() -> third.heartbeat(null)).isInstanceOf(ActivityNotExistsException.class);
        assertThatThrownBy(() -> activities().completion(third.context().taskToken()).heartbeat(null))
                .isInstanceOf(ActivityNotExistsException.class);
    }

    /** Sleeps between two events of a scenario. There is no condition to wait for. */
    private static void pass(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
