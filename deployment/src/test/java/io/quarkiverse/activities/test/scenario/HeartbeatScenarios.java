package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Heartbeats: what they keep alive, what they carry, what they are answered. */
interface HeartbeatScenarios extends Stage {

    Duration HEARTBEAT = Duration.ofSeconds(1);

    private static RetryOptions once() {
        return RetryOptions.create().maximumAttempts(1);
    }

    @Scenario(97)
    default void silenceTimesOut() {
        ActivityHandle<String> handle = act().heartbeatTimeout(HEARTBEAT).retry(once()).start();
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
                .retry(RetryOptions.create().maximumAttempts(2).initialInterval(Duration.ofMillis(1))).start();
        assertThat(poll(handle).number()).isEqualTo(1);
        DirectedAttempt second = poll(handle);
        assertThat(second.number()).isEqualTo(2);
        second.completes("in time");
        assertThat(handle.result(LONG)).isEqualTo("in time");
    }

    @Scenario(101)
    default void heartbeatsKeepAnAttemptAlive() throws TimeoutException {
        Duration timeout = Duration.ofSeconds(5);
        ActivityHandle<String> handle = act().heartbeatTimeout(timeout).retry(once()).start();
        DirectedAttempt attempt = poll(handle);
        ActivityCompletion byToken = activities().completion(attempt.context().taskToken());
        pass(Duration.ofSeconds(3));
        byToken.heartbeat(null);
        pass(Duration.ofSeconds(3));
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
        Duration timeout = Duration.ofSeconds(5);
        ActivityHandle<String> handle = act().heartbeatTimeout(timeout).retry(once()).start();
        DirectedAttempt attempt = poll(handle);
        pass(Duration.ofSeconds(3));
        activities().completionById(handle.id()).heartbeat("from elsewhere");
        pass(Duration.ofSeconds(3));
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
        handle.terminate("seen");
    }

    @Scenario(106)
    default void aHeartbeatByIdIsOfTheAttemptInProgress() throws TimeoutException {
        ActivityHandle<String> handle = act()
                .retry(RetryOptions.create().maximumAttempts(3).initialInterval(Duration.ofMillis(1))).start();
        poll(handle).fails();
        DirectedAttempt second = poll(handle);
        activities().completionById(handle.id()).heartbeat("second");
        ActivityDescription now = handle.describe();
        assertThat(now.attempt()).isEqualTo(2);
        assertThat(now.heartbeatDetails(String.class)).contains("second");
        second.completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
    }

    @Scenario(107)
    default void aHeartbeatIsAnsweredThatACancellationWasRequested() {
        ActivityHandle<String> handle = act().start();
        DirectedAttempt attempt = poll(handle);
        handle.cancel("enough");
        assertThatThrownBy(() -> activities().completion(attempt.context().taskToken()).heartbeat("beat"))
                .isInstanceOf(ActivityCanceledException.class);
        assertThat(handle.describe().heartbeatDetails(String.class)).as("counts all the same").contains("beat");
        assertThatThrownBy(() -> attempt.heartbeat(null)).isInstanceOf(ActivityCanceledException.class);
        handle.terminate("seen");
    }

    @Scenario(109)
    default void detailsReachTheAttemptsThatFollow() throws TimeoutException {
        ActivityHandle<String> handle = act().startToCloseTimeout(Duration.ofSeconds(2))
                .retry(RetryOptions.create().maximumAttempts(3).initialInterval(Duration.ofSeconds(2))).start();
        poll(handle).heartbeat(7771);
        DirectedAttempt second = poll(handle);
        assertThat(handle.describe().heartbeatDetails(Integer.class)).contains(7771);
        assertThat(second.context().heartbeatDetails(Integer.class)).contains(7771);
        second.fails();
        DirectedAttempt third = poll(handle);
        assertThat(handle.describe().heartbeatDetails(Integer.class)).contains(7771);
        assertThat(third.context().heartbeatDetails(Integer.class)).contains(7771);
        third.completes("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
        assertThat(handle.describe().attempt()).isEqualTo(3);
    }

    @Scenario(110)
    default void whatASilentAttemptReturnsComesTooLate() {
        ActivityHandle<String> handle = act().heartbeatTimeout(HEARTBEAT).scheduleToCloseTimeout(Duration.ofSeconds(15))
                .retry(once()).start();
        DirectedAttempt attempt = poll(handle);
        assertThat(failed(handle).getCause()).isInstanceOfSatisfying(TimeoutFailure.class,
                timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.HEARTBEAT));
        assertThatThrownBy(() -> activities().completion(attempt.context().taskToken()).complete("late"))
                .isInstanceOf(ActivityNotExistsException.class);
        attempt.completes("late");
        assertThat(handle.describe().status()).isEqualTo(ActivityStatus.TIMED_OUT);
    }

    /** Lets time pass between two events of a scenario: there is nothing to wait for. */
    private static void pass(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
