package io.quarkiverse.activities.test.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** A process that runs nothing still starts, and describes what it started. */
class ClientOnlyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("client_only")
            .withApplicationRoot(jar -> jar.addClasses(Held.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.worker.enabled", "false")
            .overrideConfigKey("quarkus.activities.worker.own-queue.enabled", "true");

    @Inject
    ActivityClient activities;

    @Inject
    Held held;

    @Test
    void startsAndRunsNothing() {
        ActivityHandle<Integer> handle = activities.call(Held.class, Held::untilLetGo).start();
        Awaitility.await().during(Duration.ofSeconds(2)).until(
                () -> handle.describe().runState().orElse(null) == ActivityRunState.SCHEDULED && held.begun.get() == 0);
        assertThat(handle.describe().lastWorker()).isEmpty();
        assertThat(activities.ownTaskQueue()).isEmpty();
    }
}
