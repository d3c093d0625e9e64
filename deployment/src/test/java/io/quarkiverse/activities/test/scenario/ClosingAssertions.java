package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Assertions about executions that close without a result, as seen by the caller and in the description. */
interface ClosingAssertions extends ScenarioSupport {

    /** {@return the failure of this class that the execution closes with} */
    private <F extends RecordedFailure> F closedBy(ActivityHandle<?> handle, ActivityStatus status, RetryState state,
            Class<F> type) {
        ActivityFailedException failed = failed(handle);
        assertThat(failed.retryState()).contains(state);
        assertThat(failed.getCause()).isInstanceOf(type);
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(status);
        assertThat(closed.retryState()).contains(state);
        assertThat(closed.failure().orElseThrow().data()).isEqualTo(failed.getCause().data());
        assertThat(scenarioActivities().hasBegun(handle)).as("another attempt").isFalse();
        return type.cast(failed.getCause());
    }

    /** {@return the failure of the method that the execution fails with, not retried for this reason} */
    default ApplicationFailure failedBy(ActivityHandle<?> handle, RetryState state) {
        return closedBy(handle, ActivityStatus.FAILED, state, ApplicationFailure.class);
    }

    /** {@return the timeout of this type that the execution closes with, not retried for this reason} */
    default TimeoutFailure timedOutBy(TimeoutType type, ActivityHandle<?> handle, RetryState state) {
        TimeoutFailure timeout = closedBy(handle, ActivityStatus.TIMED_OUT, state, TimeoutFailure.class);
        assertThat(timeout.timeoutType()).isEqualTo(type);
        ActivityDescription closed = handle.describe();
        Instant due = switch (type) {
            case START_TO_CLOSE -> closed.lastStartedTime().orElseThrow().plus(closed.startToCloseTimeout());
            case HEARTBEAT -> closed.lastHeartbeatTime().or(closed::lastStartedTime).orElseThrow()
                    .plus(closed.heartbeatTimeout());
            case SCHEDULE_TO_START -> closed.scheduledTime().plus(closed.scheduleToStartTimeout());
            case SCHEDULE_TO_CLOSE -> closed.expirationTime().orElseThrow();
        };
        assertThat(closed.closedTime().orElseThrow()).as("not closed early").isAfterOrEqualTo(due);
        assertThat(timeout).hasMessage("activity " + type.displayName() + " timeout");
        return timeout;
    }

    /** {@return the timeout that the execution closes with immediately, because no time is left for another attempt} */
    default TimeoutFailure outOfTime(ActivityHandle<?> handle) {
        TimeoutFailure timeout = closedBy(handle, ActivityStatus.TIMED_OUT, RetryState.TIMEOUT, TimeoutFailure.class);
        assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.SCHEDULE_TO_CLOSE);
        assertThat(timeout).hasMessage("Not enough time to schedule next retry before activity ScheduleToClose timeout, "
                + "giving up retrying");
        assertClosedEarly(handle);
        return timeout;
    }

    /** Asserts that the execution closed before its expiration, because no time was left for another attempt. */
    default void assertClosedEarly(ActivityHandle<?> handle) {
        ActivityDescription closed = handle.describe();
        assertThat(closed.closedTime().orElseThrow()).as("closed immediately").isBefore(closed.expirationTime().orElseThrow());
    }

    /** Asserts that the failure is the timeout of an attempt, without cause and details. */
    default void assertTimeoutWithoutCause(Throwable failure, TimeoutType type) {
        assertThat(failure).hasNoCause().isInstanceOfSatisfying(TimeoutFailure.class, timeout -> {
            assertThat(timeout.timeoutType()).isEqualTo(type);
            assertThat(timeout.lastHeartbeatDetails(Object.class)).isEmpty();
        });
    }

    /** Asserts that the failure is the one of {@link ScenarioAttempt#fails()}. */
    default void assertTestFailure(Throwable failure, int attempt) {
        assertThat(failure).hasMessage("failed in attempt " + attempt).hasNoCause()
                .isInstanceOfSatisfying(ApplicationFailure.class,
                        thrown -> assertThat(thrown.type()).isEqualTo("TestFailure"));
    }
}
