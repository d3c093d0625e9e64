package io.quarkiverse.activities.test.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.ActivityBatch;
import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.test.harness.OnPostgresql;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Tests that rows which a transaction of somebody else has locked delay nothing but themselves. */
abstract class LockedRows extends Threads {

    @Inject
    AgroalDataSource dataSource;

    @Test
    void anIdThatAnOpenTransactionHoldsDelaysOnlyItsOwnStarts() throws Exception {
        try (OpenTransaction open = new OpenTransaction(() -> start("x1", IdConflictPolicy.FAIL))) {
            CompletableFuture<ActivityHandle<String>> same = CompletableFuture
                    .supplyAsync(() -> start("x1", IdConflictPolicy.USE_EXISTING));
            List<CompletableFuture<String>> others = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                others.add(CompletableFuture.supplyAsync(() -> quick().execute()));
            }
            for (CompletableFuture<String> other : others) {
                assertThat(get(other)).isEqualTo("quick");
            }
            assertThatThrownBy(() -> same.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            open.commit();
            assertThat(get(same).result(LONG)).isEqualTo("quick");
        }
    }

    @Test
    void anExecutionThatAnOpenTransactionTerminatesDelaysOnlyItself() throws Exception {
        ActivityHandle<String> first = activities.call(IsolationActivities.class, a -> a.gated("x2")).id("x2").start();
        Awaitility.await().atMost(LONG).until(() -> isOwned(first));
        try (OpenTransaction open = new OpenTransaction(() -> start("x2", IdConflictPolicy.TERMINATE_EXISTING))) {
            isolated.gate("x2").countDown();
            ActivityHandle<String> beats = activities.call(IsolationActivities.class, IsolationActivities::mustBeat).start();
            List<ActivityHandle<String>> others = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                others.add(quick().start());
            }
            for (ActivityHandle<String> other : others) {
                assertThat(other.result(LONG)).isEqualTo("quick");
            }
            assertThat(beats.result(LONG)).isEqualTo("done");
            assertThat(beats.describe().attempt()).isEqualTo(1);
            open.commit();
        }
        assertThat(activities.handle("x2", String.class).result(LONG)).isEqualTo("quick");
        assertThat(first.describe().status()).isEqualTo(ActivityStatus.TERMINATED);
    }

    @Test
    void aLockedRowDelaysNoHeartbeatsAndNoTimeoutsOfOthers() throws Exception {
        ActivityHandle<String> one = activities.call(IsolationActivities.class, IsolationActivities::beats).start();
        Awaitility.await().atMost(LONG).until(() -> isOwned(one));
        ActivityHandle<String> two;
        try (Connection other = lock(one)) {
            two = activities.call(IsolationActivities.class, IsolationActivities::mustBeat).start();
            ActivityHandle<Void> tooSlow = activities.callVoid(IsolationActivities.class, IsolationActivities::tooSlow)
                    .start();
            assertThat(two.result(LONG)).isEqualTo("done");
            assertThatThrownBy(() -> tooSlow.result(LONG)).isInstanceOf(ActivityFailedException.class);
            other.rollback();
        }
        assertThat(two.describe().attempt()).isEqualTo(1);
        assertThat(one.result(LONG)).isEqualTo("done");
    }

    @Test
    void aVerbForManyReachesAllThatAreFreeFirst() throws Exception {
        List<ActivityHandle<String>> handles = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            handles.add(activities.call(IsolationActivities.class, a -> a.quick("late")).taskQueue("nobody")
                    .id("batch-" + i).start());
        }
        CompletableFuture<ActivityBatch.Result> result;
        try (Connection other = lock(handles.get(1))) {
            result = CompletableFuture.supplyAsync(
                    () -> activities.batch("TaskQueue = 'nobody'").terminate(RequestOptions.because("not needed")));
            Awaitility.await().atMost(LONG).until(() -> handles.get(0).describe().status() == ActivityStatus.TERMINATED
                    && handles.get(2).describe().status() == ActivityStatus.TERMINATED);
            assertThat(handles.get(1).describe().status()).isEqualTo(ActivityStatus.RUNNING);
            other.rollback();
        }
        assertThat(get(result)).isEqualTo(new ActivityBatch.Result(3, 0));
    }

    @Test
    @OnPostgresql
    void queriesThatWaitForATableDelayNeitherTheLeaseNorHeartbeats() throws Exception {
        ActivityHandle<String> beats = activities.call(IsolationActivities.class, a -> a.mustBeatUntil("unlocked")).start();
        Awaitility.await().atMost(LONG).until(() -> beats.describe().lastHeartbeatTime().isPresent());
        List<CompletableFuture<Long>> counts = new ArrayList<>();
        try (Connection other = dataSource.getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE activity_execution_closed IN ACCESS EXCLUSIVE MODE");
            for (int i = 0; i < 5; i++) {
                counts.add(CompletableFuture.supplyAsync(() -> activities.count("ActivityType = 'x'").total()));
            }
            Instant lease = leaseUntil();
            Awaitility.await().atMost(LONG).until(() -> leaseUntil().isAfter(lease.plusSeconds(5)));
            other.rollback();
        }
        for (CompletableFuture<Long> count : counts) {
            assertThat(get(count)).isZero();
        }
        isolated.gate("unlocked").countDown();
        assertThat(beats.result(LONG)).isEqualTo("done");
        assertThat(beats.describe().attempt()).isEqualTo(1);
    }

    private ActivityCall<String> quick() {
        return activities.call(IsolationActivities.class, a -> a.quick("quick"));
    }

    private ActivityHandle<String> start(String id, IdConflictPolicy conflict) {
        return quick().id(id).conflictPolicy(conflict).start();
    }

    private static boolean isOwned(ActivityHandle<?> handle) {
        return handle.describe().lastStartedTime().isPresent();
    }

    /** {@return a connection whose transaction has locked the row of the execution} */
    private Connection lock(ActivityHandle<?> handle) throws SQLException {
        Connection other = dataSource.getConnection();
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.executeQuery("SELECT run_id FROM activity_execution WHERE activity_id = '" + handle.id()
                    + "' FOR UPDATE").close();
        }
        return other;
    }

    private static <T> T get(CompletableFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** A transaction of the application that has done something and stays open. */
    private static final class OpenTransaction implements AutoCloseable {

        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private final CompletableFuture<Void> ended;

        OpenTransaction(Runnable work) throws Exception {
            CompletableFuture<Void> done = new CompletableFuture<>();
            ended = CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew().run(() -> {
                try {
                    work.run();
                    done.complete(null);
                    mayEnd.await();
                } catch (Exception e) {
                    done.completeExceptionally(e);
                    throw new IllegalStateException(e);
                }
            }), task -> new Thread(task, "open-transaction").start());
            get(done);
        }

        void commit() throws Exception {
            mayEnd.countDown();
            get(ended);
        }

        @Override
        public void close() {
            mayEnd.countDown();
        }
    }
}
