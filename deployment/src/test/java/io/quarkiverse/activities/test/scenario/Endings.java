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

/** How executions close without a result, and what the caller and describe tell of it. */
interface Endings extends Stage {

    /** {@return the failure that it closes with, of this class} */
    private <F extends RecordedFailure> F ending(ActivityHandle<?> handle, ActivityStatus status, RetryState why,
            Class<F> type) {
        ActivityFailedException failed = failed(handle);
        assertThat(failed.retryState()).contains(why);
        assertThat(failed.getCause()).isInstanceOf(type);
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(status);
        assertThat(closed.retryState()).contains(why);
        assertThat(closed.failure().orElseThrow().data()).isEqualTo(failed.getCause().data());
        assertThat(directed().hasBegun(handle)).as("another attempt").isFalse();
        return type.cast(failed.getCause());
    }

    /** {@return the failure of the method that the execution fails with, and that is not retried for this reason} */
    default ApplicationFailure failedBy(ActivityHandle<?> handle, RetryState why) {
        return ending(handle, ActivityStatus.FAILED, why, ApplicationFailure.class);
    }

    /** {@return the timeout of this type that the execution closes with, after which none follows for this reason} */
    default TimeoutFailure timedOutBy(TimeoutType type, ActivityHandle<?> handle, RetryState why) {
        TimeoutFailure timeout = ending(handle, ActivityStatus.TIMED_OUT, why, TimeoutFailure.class);
        assertThat(timeout.timeoutType()).isEqualTo(type);
        ActivityDescription closed = handle.describe();
        Instant due = switch (type) {
            case START_TO_CLOSE -> closed.lastStartedTime().orElseThrow().plus(closed.startToCloseTimeout());
            case HEARTBEAT -> closed.lastHeartbeatTime().or(closed::lastStartedTime).orElseThrow()
                    .plus(closed.heartbeatTimeout());
            case SCHEDULE_TO_START -> closed.scheduledTime().plus(closed.scheduleToStartTimeout());
            case SCHEDULE_TO_CLOSE -> closed.expirationTime().orElseThrow();
        };
        assertThat(closed.closedTime().orElseThrow()).as("not early").isAfterOrEqualTo(due);
        assertThat(timeout).hasMessage("activity " + type.displayName() + " timeout");
        return timeout;
    }

    /** {@return the timeout that the execution closes with at once, because there is no time left for another attempt} */
    default TimeoutFailure outOfTime(ActivityHandle<?> handle) {
        TimeoutFailure timeout = ending(handle, ActivityStatus.TIMED_OUT, RetryState.TIMEOUT, TimeoutFailure.class);
        assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.SCHEDULE_TO_CLOSE);
        assertThat(timeout).hasMessage("Not enough time to schedule next retry before activity ScheduleToClose timeout, "
                + "giving up retrying");
        assertClosedEarly(handle);
        return timeout;
    }

    /** It did not wait for its end when there was no time left for another attempt. */
    default void assertClosedEarly(ActivityHandle<?> handle) {
        ActivityDescription closed = handle.describe();
        assertThat(closed.closedTime().orElseThrow()).as("at once").isBefore(closed.expirationTime().orElseThrow());
    }

    /** The failure is the timeout of an attempt, and nothing caused it. */
    default void assertBare(Throwable failure, TimeoutType type) {
        assertThat(failure).hasNoCause().isInstanceOfSatisfying(TimeoutFailure.class, timeout -> {
            assertThat(timeout.timeoutType()).isEqualTo(type);
            assertThat(timeout.lastHeartbeatDetails(Object.class)).isEmpty();
        });
    }

    /** The failure is what {@link ScenarioAttempt#fails()} throws. */
    default void assertTestFailure(Throwable failure, int attempt) {
        assertThat(failure).hasMessage("failed in attempt " + attempt).hasNoCause()
                .isInstanceOfSatisfying(ApplicationFailure.class,
                        thrown -> assertThat(thrown.type()).isEqualTo("TestFailure"));
    }
}
