package io.quarkiverse.activities.test.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.entity.ActivityWorker;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.runtime.client.handle.Waiters;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Tests that code of the application that blocks threads delays nothing but itself. */
abstract class Threads {

    static final int THREADS = 4;
    static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    ActivityClient activities;

    @Inject
    IsolationActivities isolated;

    @Inject
    Waiters waiters;

    @Test
    void callersThatFillTheWorkerPoolGetTheirResults() throws Exception {
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (int i = 0; i < 2 * THREADS; i++) {
            String value = "r" + i;
            results.add(CompletableFuture.supplyAsync(
                    () -> activities.call(IsolationActivities.class, a -> a.slow(value)).execute(),
                    Infrastructure.getDefaultWorkerPool()));
        }
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("r" + i);
        }
    }

    @Test
    void aFullWorkerPoolDelaysNeitherTheLeaseNorTimeoutsNorResults() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch filled = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            Infrastructure.getDefaultWorkerPool().execute(() -> {
                filled.countDown();
                await(release);
            });
        }
        await(filled);
        try {
            Instant lease = leaseUntil();
            Awaitility.await().atMost(LONG).until(() -> leaseUntil().isAfter(lease.plusSeconds(3)));
            ActivityHandle<Void> tooSlow = activities.callVoid(IsolationActivities.class, IsolationActivities::tooSlow)
                    .start();
            assertThatThrownBy(() -> tooSlow.result(LONG)).isInstanceOf(ActivityFailedException.class);
            assertThat(activities.call(IsolationActivities.class, a -> a.quick("async")).executeAsync().toCompletableFuture()
                    .get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("async");
        } finally {
            release.countDown();
        }
    }

    @Test
    void largeArgumentsArrive() throws Exception {
        String large = "large ".repeat(50_000);
        List<ActivityHandle<String>> handles = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            handles.add(activities.call(IsolationActivities.class, a -> a.quick(large)).startDelay(Duration.ofMillis(100))
                    .start());
        }
        for (ActivityHandle<String> handle : handles) {
            assertThat(handle.result(LONG)).isEqualTo(large);
        }
    }

    @Test
    void dependentsOfStagesMayBlock() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        // On a thread of its own, because a dependent of a stage that has completed runs on the thread that adds it
        CompletableFuture<String> blocked = CompletableFuture.supplyAsync(() -> start("blocked").thenApply(handle -> {
            await(release);
            return "released";
        }).join(), task -> new Thread(task).start());
        assertThat(start("outer").thenApply(handle -> activities.call(IsolationActivities.class, a -> a.quick("inner"))
                .execute()).get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("inner");
        assertThatThrownBy(() -> activities.handle("nobody", "00000000-0000-0000-0000-000000000000").resultAsync()
                .exceptionally(e -> {
                    assertThat(activities.call(IsolationActivities.class, a -> a.quick("failed")).execute())
                            .isEqualTo("failed");
                    throw new IllegalStateException("seen");
                }).toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS)).hasMessageContaining("seen");
        release.countDown();
        assertThat(blocked.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("released");
    }

    @Test
    void nobodyIsKeptWhoNoLongerWaits() {
        ActivityHandle<String> handle = activities.call(IsolationActivities.class, a -> a.quick("late"))
                .startDelay(Duration.ofHours(1)).start();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> handle.result(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
            handle.resultAsync().toCompletableFuture().cancel(false);
        }
        Awaitility.await().atMost(LONG).until(() -> waiters.size() == 0);
        handle.terminate("not needed");
    }

    @Test
    void anUpdateOfTheHeartbeatTimeoutReachesTheRunningAttempt() throws Exception {
        ActivityHandle<String> beats = activities.call(IsolationActivities.class, a -> a.beatsUntil("updated")).start();
        Awaitility.await().atMost(LONG).until(() -> beats.describe().lastHeartbeatTime().isPresent());
        beats.updateOptions(OptionsUpdate.create().heartbeatTimeout(Duration.ofSeconds(10)));
        // With the timeout of the start, the next heartbeat would come after 48 seconds
        Awaitility.await().atMost(LONG).until(() -> beats.describe().heartbeatCount() >= 2);
        isolated.gate("updated").countDown();
        assertThat(beats.result(LONG)).isEqualTo("done");
        assertThat(beats.describe().attempt()).isEqualTo(1);
    }

    @Test
    void anInterruptionDoesNotReachTheNextAttempt() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(activities.call(IsolationActivities.class, IsolationActivities::interrupts).start().result(LONG))
                    .isFalse();
        }
    }

    private CompletableFuture<ActivityHandle<String>> start(String value) {
        return activities.call(IsolationActivities.class, a -> a.quick(value)).startAsync().toCompletableFuture();
    }

    static Instant leaseUntil() {
        return QuarkusTransaction.requiringNew().call(() -> ActivityWorker.<ActivityWorker> listAll().get(0).getLeaseUntil());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
