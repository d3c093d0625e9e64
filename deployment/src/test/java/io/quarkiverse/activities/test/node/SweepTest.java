package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.test.harness.GatedActivities;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that the sweep fires due timeouts once a second with any scheduler. The node's own timers do not notice time jumps. */
abstract class SweepTest {

    @Inject
    ActivityClient activities;

    @Inject
    GatedActivities gated;

    @Inject
    StoreTime time;

    static QuarkusUnitTest app(String name) {
        return TestDatabase.H2.app(name)
                .withApplicationRoot(jar -> jar.addClasses(SweepTest.class, GatedActivities.class, TestDatabase.class));
    }

    @Test
    void timesOutAndRetries() throws Exception {
        gated.gate = new CountDownLatch(1);
        int begun = gated.begun.get();
        ActivityHandle<Integer> handle = activities.call(GatedActivities.class, GatedActivities::firstTimesOut)
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10))).start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> gated.begun.get() == begun + 1);
            time.move(Duration.ofHours(2));
            assertThat(handle.result(Duration.ofSeconds(60))).isEqualTo(2);
            assertThat(handle.describe().failures()).singleElement().satisfies(failure -> assertThat(failure.failure())
                    .isInstanceOfSatisfying(TimeoutFailure.class, timeout -> assertThat(timeout.timeoutType())
                            .isEqualTo(TimeoutType.START_TO_CLOSE)));
        } finally {
            gated.gate.countDown();
        }
    }
}
