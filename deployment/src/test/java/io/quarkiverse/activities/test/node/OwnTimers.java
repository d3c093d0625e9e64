package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.runtime.maintenance.Sweep;
import io.quarkiverse.activities.test.harness.GatedActivities;

/** Tests that a node's own timers fire timeouts and retries when they are due. The sweep is disabled here. */
abstract class OwnTimers extends SweepTest {

    static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration ENOUGH_FOR_THE_SECOND_ATTEMPT = Duration.ofSeconds(4);

    @Inject
    Sweep sweep;

    /** Comes late, because it stops the sweep. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void timeoutsAndRetriesFireAndHeartbeatsPostponeThem() throws Exception {
        sweep.stop();
        gated.gate = new CountDownLatch(1);
        try {
            ActivityHandle<Integer> retried = activities.call(GatedActivities.class, GatedActivities::firstTimesOut)
                    .startToCloseTimeout(ENOUGH_FOR_THE_SECOND_ATTEMPT)
                    .retry(RetryOptions.create().initialInterval(Duration.ofMillis(300))).start();
            Duration silence = ENOUGH_FOR_THE_SECOND_ATTEMPT;
            ActivityHandle<Integer> silent = activities.call(GatedActivities.class, GatedActivities::waitForGate)
                    .heartbeatTimeout(silence)
                    .retry(RetryOptions.create().maximumAttempts(1)).start();

            assertThat(retried.result(LONG)).isEqualTo(2);
            ActivityFailedException failed = catchThrowableOfType(ActivityFailedException.class, () -> silent.result(LONG));
            assertThat(failed.getCause()).isInstanceOfSatisfying(TimeoutFailure.class,
                    timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.HEARTBEAT));
            ActivityDescription closed = silent.describe();
            assertThat(closed.closedTime().orElseThrow())
                    .isAfterOrEqualTo(closed.lastHeartbeatTime().orElseThrow().plus(silence));
        } finally {
            gated.gate.countDown();
        }
    }
}
