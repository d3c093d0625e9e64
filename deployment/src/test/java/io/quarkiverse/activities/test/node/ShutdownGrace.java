package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.test.harness.GatedActivities;

/** Tests that a node that stops claims no more tasks, and lets running attempts finish within the grace period. */
abstract class ShutdownGrace extends Restart {

    @Inject
    Worker worker;

    /** Comes last, because it stops the worker. */
    @Test
    @Order(Integer.MAX_VALUE)
    void attemptsFinish() throws Exception {
        gated.gate = new CountDownLatch(1);
        int begun = gated.begun.get();
        ActivityHandle<Integer> running = activities.call(GatedActivities.class, GatedActivities::waitForGate).start();
        Awaitility.await().atMost(LONG).until(() -> gated.begun.get() == begun + 1);

        CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(() -> worker.stop(LONG));
        // Until then, a task that waits may still be claimed
        Awaitility.await().atMost(LONG).until(() -> worker.isStopping() && Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("activities-dispatcher")));
        ActivityHandle<Integer> late = activities.call(GatedActivities.class, GatedActivities::waitForGate).start();
        assertThat(late.describe().runState()).contains(ActivityRunState.SCHEDULED);
        gated.gate.countDown();

        assertThat(running.result(LONG)).isEqualTo(1);
        assertThat(gated.shutdownNotified).as("heartbeats that threw during the grace period").hasValue(0);
        assertThat(done.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(late.describe().runState()).contains(ActivityRunState.SCHEDULED);
    }
}
