package org.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.test.ActivityTestControl;
import io.quarkiverse.activities.test.TestActivityEnvironment;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PatienceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final RetryOptions ONCE_A_DAY = RetryOptions.create().initialInterval(Duration.ofDays(1))
            .backoffCoefficient(1).maximumInterval(Duration.ofDays(1));

    @Inject
    ActivityClient activities;

    // tag::time[]
    @Inject
    ActivityTestControl control;

    @Test
    void deliversAgainTheNextDay() throws Exception {
        ActivityHandle<String> letter = activities.call(Letters.class, letters -> letters.deliver("Ada"))
                .retry(ONCE_A_DAY).start();

        control.awaitQuiet(); // <1>
        assertEquals(1, letter.describe().failures().size());

        control.advanceTime(Duration.ofDays(1)); // <2>
        control.awaitQuiet();
        assertEquals(2, letter.describe().failures().size());

        control.advanceToNextDue(); // <3>
        assertEquals("Delivered to Ada", letter.result(TIMEOUT));
    }

    @Test
    void timesOutIfNoWorkerTakesTheLetter() {
        ActivityHandle<String> letter = activities.call(Letters.class, letters -> letters.deliver("Ada"))
                .taskQueue("abroad").scheduleToStartTimeout(Duration.ofDays(14)).start();

        control.advanceTime(Duration.ofDays(14));

        ActivityFailedException thrown = assertThrows(ActivityFailedException.class, () -> letter.result(TIMEOUT));
        assertInstanceOf(TimeoutFailure.class, thrown.getCause());
    }
    // end::time[]

    // tag::details[]
    @Test
    void continuesAfterTheLastHeartbeat() throws Exception {
        ActivityHandle<Integer> stamping = activities.call(Stamps.class, stamps -> stamps.stamp(10))
                .startDelay(Duration.ofHours(1)).start(); // <1>

        control.setHeartbeatDetails(stamping, 8); // <2>
        control.advanceTime(Duration.ofHours(1));

        assertEquals(10, stamping.result(TIMEOUT));
        assertEquals(1, stamping.describe().attempt());
    }
    // end::details[]

    // tag::alone[]
    @Inject
    Stamps stamps;

    @Test
    void stampsWhatIsLeft() throws Exception {
        TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
        environment.setHeartbeatDetails(8); // <1>

        int done = environment.call(() -> stamps.stamp(10)); // <2>

        assertEquals(10, done);
        assertEquals(List.of(9, 10), environment.heartbeats(Integer.class)); // <3>
    }

    @Test
    void stopsAtTheNextHeartbeat() {
        TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
        environment.setActivityHeartbeatListener(Integer.class, done -> {
            if (done == 3) {
                environment.requestCancelActivity(); // <4>
            }
        });

        assertThrows(ActivityCanceledException.class, () -> environment.call(() -> stamps.stamp(10)));
        assertEquals(List.of(1, 2, 3), environment.heartbeats(Integer.class));
    }
    // end::alone[]
}
