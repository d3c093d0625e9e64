package io.quarkiverse.activities.test.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.test.harness.GatedActivities;
import io.quarkiverse.activities.test.harness.HealthChecks;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests a process without a worker: it starts and describes executions, is ready, and reports that it serves no queue. No
 * method runs, so the options of executions are tested here, too.
 */
class ClientOnlyTest extends OptionPlaces {

    @RegisterExtension
    static final QuarkusUnitTest APP = configure(TestDatabase.H2.app("client_only")
            .setForcedDependencies(List.of(HealthChecks.dependency()))
            .overrideConfigKey("quarkus.activities.statistics.interval", "1s")
            .withApplicationRoot(jar -> jar.addClasses(HealthChecks.class, GatedActivities.class,
                    OptionPlacesActivities.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.worker.enabled", "false")
            .overrideConfigKey("quarkus.activities.worker.own-queue.enabled", "true"));

    @Inject
    GatedActivities gated;

    @Test
    void startsAndRunsNothing() {
        ActivityHandle<Integer> handle = activities.call(GatedActivities.class, GatedActivities::waitForGate)
                .scheduleToCloseTimeout(Duration.ZERO).scheduleToStartTimeout(Duration.ZERO).start();
        Awaitility.await().during(Duration.ofSeconds(2)).until(
                () -> handle.describe().runState().orElse(null) == ActivityRunState.SCHEDULED && gated.begun.get() == 0);
        assertThat(handle.describe().lastWorker()).isEmpty();
        assertThat(activities.ownTaskQueue()).isEmpty();
    }

    @Test
    void servesNothingAndIsReady() {
        HealthChecks.ready().body("status", equalTo("UP")).body("data.worker", equalTo("serves nothing"))
                .body("data", allOf(not(hasKey("default-queue.slots")), not(hasKey("held.slots"))));
        HealthChecks.alive().body("status", equalTo("UP"));
    }
}
