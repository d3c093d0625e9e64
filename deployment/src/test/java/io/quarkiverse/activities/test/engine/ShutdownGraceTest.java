package io.quarkiverse.activities.test.engine;

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
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** A node that stops takes no more tasks, and lets its attempts finish within the grace period as if nothing were. */
class ShutdownGraceTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("shutdown_grace")
            .withApplicationRoot(jar -> jar.addClasses(Held.class, TestDatabase.class));

    @Inject
    ActivityClient activities;

    @Inject
    Held held;

    @Inject
    Worker worker;

    @Test
    void attemptsFinish() throws Exception {
        ActivityHandle<Integer> running = activities.call(Held.class, Held::untilLetGo).start();
        Awaitility.await().atMost(LONG).until(() -> held.begun.get() == 1);

        CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(() -> worker.stop(LONG));
        ActivityHandle<Integer> late = Awaitility.await().atMost(LONG).until(
                () -> activities.call(Held.class, Held::untilLetGo).start(),
                started -> started.describe().runState().orElseThrow() == ActivityRunState.SCHEDULED);
        held.gate.countDown();

        assertThat(running.result(LONG)).isEqualTo(1);
        assertThat(held.cut).as("its heartbeats are heard as ever").hasValue(0);
        assertThat(done.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(late.describe().runState()).contains(ActivityRunState.SCHEDULED);
    }
}
