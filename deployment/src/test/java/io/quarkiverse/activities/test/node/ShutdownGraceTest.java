package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.test.harness.GatedActivities;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that a node that stops claims no more tasks, and lets running attempts finish within the grace period. */
class ShutdownGraceTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("shutdown_grace")
            .withApplicationRoot(jar -> jar.addClasses(GatedActivities.class, TestDatabase.class));

    @Inject
    ActivityClient activities;

    @Inject
    GatedActivities gated;

    @Inject
    Worker worker;

    @Test
    void attemptsFinish() throws Exception {
        ActivityHandle<Integer> running = activities.call(GatedActivities.class, GatedActivities::waitForGate).start();
        Awaitility.await().atMost(LONG).until(() -> gated.begun.get() == 1);

        CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(() -> worker.stop(LONG));
        ActivityHandle<Integer> late = Awaitility.await().atMost(LONG).until(
                () -> activities.call(GatedActivities.class, GatedActivities::waitForGate).start(),
                started -> started.describe().runState().orElseThrow() == ActivityRunState.SCHEDULED);
        gated.gate.countDown();

        assertThat(running.result(LONG)).isEqualTo(1);
        assertThat(gated.shutdownNotified).as("heartbeats that threw during the grace period").hasValue(0);
        assertThat(done.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(late.describe().runState()).contains(ActivityRunState.SCHEDULED);
    }
}
