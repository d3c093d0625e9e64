package io.quarkiverse.activities.test.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityStateException;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.runtime.store.node.NodeLeases;
import io.quarkiverse.activities.test.ActivityTestControl;
import io.quarkiverse.activities.test.TestActivityEnvironment;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;

/** Tests the time control of the test kit. Each test takes about a second, and would take hours without the kit. */
@OnEachDatabase
class ActivityTestControlTest {

    static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("test_kit").withApplicationRoot(
            jar -> jar.addClasses(TestKitActivities.class, TestDatabase.class));

    @Inject
    ActivityTestControl control;

    @Inject
    ActivityClient activities;

    @Inject
    TestKitActivities kitActivities;

    @Inject
    NodeLeases leases;

    @AfterAll
    static void openGates() {
        Arc.container().instance(TestKitActivities.class).get().openGate();
    }

    @Test
    void advanceTimeEndsBackoffs() throws TimeoutException {
        ActivityHandle<Integer> handle = activities.call(TestKitActivities.class, TestKitActivities::thirdTime).start();
        control.awaitQuiet();
        assertThat(handle.describe().currentRetryInterval()).contains(Duration.ofHours(1));
        control.advanceTime(Duration.ofHours(1));
        control.awaitQuiet();
        assertThat(handle.describe().currentRetryInterval()).contains(Duration.ofHours(2));
        control.advanceTime(Duration.ofHours(2));
        assertThat(handle.result(LONG)).isEqualTo(3);
        assertThat(handle.describe().failures()).hasSize(2);
    }

    @Test
    void advanceToNextDueStepsThroughBackoffs() throws TimeoutException {
        Instant begin = control.currentTime();
        ActivityHandle<Integer> handle = activities.call(TestKitActivities.class, TestKitActivities::thirdTime)
                .startDelay(Duration.ofDays(1))
                .start();
        while (handle.describe().status() == ActivityStatus.RUNNING) {
            assertThat(control.advanceToNextDue()).isTrue();
            control.awaitQuiet();
        }
        assertThat(handle.result(LONG)).isEqualTo(3);
        assertThat(control.currentTime()).isBetween(begin.plus(Duration.ofHours(27)), begin.plus(Duration.ofHours(28)));
    }

    @Test
    void advanceTimeShortensRemainingDelays() throws TimeoutException {
        ActivityHandle<Integer> handle = activities.call(TestKitActivities.class, TestKitActivities::thirdTime)
                .startDelay(Duration.ofDays(1))
                .start();
        control.advanceTime(Duration.ofDays(1).minusSeconds(1));
        Awaitility.await().atMost(LONG).until(() -> !handle.describe().failures().isEmpty());
        assertThat(handle.describe().failures().get(0).startedTime())
                .isAfterOrEqualTo(handle.describe().scheduledTime().plus(Duration.ofDays(1)));
        handle.terminate("no longer needed");
    }

    @Test
    void advanceTimeFiresTimeouts() {
        ActivityHandle<Void> handle = activities.callVoid(TestKitActivities.class, TestKitActivities::elsewhere).start();
        control.awaitQuiet();
        assertThat(handle.describe().runState()).contains(ActivityRunState.STARTED);
        control.advanceTime(Duration.ofMinutes(59));
        control.awaitQuiet();
        assertThat(handle.describe().status()).isEqualTo(ActivityStatus.RUNNING);
        control.advanceTime(Duration.ofMinutes(1));
        assertThat(handle.describe().status()).isEqualTo(ActivityStatus.TIMED_OUT);
        assertThatThrownBy(() -> handle.result(LONG)).isInstanceOf(ActivityFailedException.class)
                .cause().isInstanceOfSatisfying(TimeoutFailure.class,
                        timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.START_TO_CLOSE));
    }

    @Test
    void earlierHeartbeatsAreWrittenBeforeTimeAdvances() throws TimeoutException {
        String id = UUID.randomUUID().toString();
        ActivityHandle<String> handle = activities.call(TestKitActivities.class, t -> t.silent(id)).id(id).start();
        Awaitility.await().atMost(LONG).until(() -> kitActivities.attempts.contains(id));
        control.advanceTime(Duration.ofMinutes(9));
        assertThat(handle.describe().runState()).contains(ActivityRunState.STARTED);
        assertThat(handle.describe().heartbeatDetails(String.class)).contains(TestKitActivities.THROTTLED);
        control.advanceTime(Duration.ofMinutes(1));
        assertThat(handle.describe().lastFailure()).get().isInstanceOfSatisfying(TimeoutFailure.class,
                timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.HEARTBEAT));
        control.advanceTime(Duration.ofHours(1));
        assertThat(handle.result(LONG)).isEqualTo(TestKitActivities.THROTTLED);
    }

    @Test
    void aRunningAttemptKeepsItsOwner() {
        String id = UUID.randomUUID().toString();
        ActivityHandle<Void> handle = activities.callVoid(TestKitActivities.class, t -> t.waitForGate(id)).id(id).start();
        Awaitility.await().atMost(LONG).until(() -> kitActivities.attempts.contains(id));
        control.advanceTime(Duration.ofHours(23));
        assertThat(leases.all()).singleElement()
                .satisfies(node -> assertThat(node.leaseUntil()).isAfter(control.currentTime()));
        assertThat(handle.describe().runState()).contains(ActivityRunState.STARTED);
        assertThat(handle.describe().failures()).isEmpty();
        handle.terminate("no longer needed");
    }

    @Test
    void awaitQuietNamesRunningAttempts() {
        String id = UUID.randomUUID().toString();
        ActivityHandle<Void> handle = activities.callVoid(TestKitActivities.class, t -> t.waitForGate(id)).id(id).start();
        Awaitility.await().atMost(LONG).until(() -> kitActivities.attempts.contains(id));
        assertThatThrownBy(() -> control.awaitQuiet(Duration.ofMillis(50))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("After PT0.05S, activities are still running or due")
                .hasMessageContaining(
                        "WaitForGate (id " + id + ", run " + handle.runId() + ", attempt 1, queue 'default') is running");
        handle.terminate("no longer needed");
        control.awaitQuiet();
    }

    @Test
    void awaitQuietIgnoresPausedAndUnservedExecutions() {
        ActivityHandle<Integer> unserved = activities.call(TestKitActivities.class, TestKitActivities::thirdTime)
                .taskQueue("nobody's")
                .start();
        ActivityHandle<Integer> paused = activities.call(TestKitActivities.class, TestKitActivities::thirdTime)
                .startDelay(Duration.ofHours(1))
                .start();
        paused.pause("for a test");
        control.advanceTime(Duration.ofHours(2));
        control.awaitQuiet();
        assertThat(paused.describe().failures()).isEmpty();
        unserved.terminate("no longer needed");
        paused.terminate("no longer needed");
    }

    @Test
    void theNextAttemptReadsHeartbeatDetailsOfTheTest() throws TimeoutException {
        ActivityHandle<String> retried = activities.call(TestKitActivities.class, TestKitActivities::found).start();
        control.awaitQuiet();
        control.setHeartbeatDetails(retried, "left by a test");
        assertThat(retried.describe().heartbeatDetails(String.class)).contains("left by a test");
        assertThat(retried.describe().heartbeatCount()).isZero();
        control.advanceTime(Duration.ofHours(1));
        assertThat(retried.result(LONG)).isEqualTo("left by a test");
        assertThat(retried.describe().attempt()).isEqualTo(2);

        ActivityHandle<String> delayed = activities.call(TestKitActivities.class, TestKitActivities::found)
                .startDelay(Duration.ofHours(1))
                .start();
        control.setHeartbeatDetails(delayed, "before the first");
        control.advanceTime(Duration.ofHours(1));
        assertThat(delayed.result(LONG)).isEqualTo("before the first");
        assertThat(delayed.describe().attempt()).isEqualTo(1);
    }

    @Test
    void heartbeatDetailsNeedANextAttempt() throws TimeoutException {
        ActivityHandle<String> closed = activities.call(TestKitActivities.class, TestKitActivities::found)
                .startDelay(Duration.ofHours(1))
                .start();
        closed.cancel("not wanted");
        assertThatThrownBy(() -> control.setHeartbeatDetails(closed, "late")).isInstanceOf(ActivityStateException.class);
        assertThatThrownBy(() -> control.setHeartbeatDetails(activities.handle("never started", String.class), "late"))
                .isInstanceOf(ActivityNotFoundException.class);
    }

    @Test
    void advanceTimeAppliesRetention() throws TimeoutException {
        ActivityHandle<String> handle = activities.call(TestKitActivities.class, TestKitActivities::found)
                .startDelay(Duration.ofHours(1))
                .start();
        handle.cancel("not wanted");
        control.advanceTime(Duration.ofDays(31));
        assertThatThrownBy(handle::describe).isInstanceOf(ActivityNotFoundException.class);
    }

    @Test
    void timeCannotGoBack() {
        assertThatThrownBy(() -> control.advanceTime(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMethodCalledDirectlyHasItsContextInjected() throws Exception {
        TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
        environment.setAttempt(3);
        assertThat(environment.<Integer> call(kitActivities::thirdTime)).isEqualTo(3);
        environment.setHeartbeatDetails("alone");
        assertThat(environment.<String> call(kitActivities::found)).isEqualTo("alone");
    }
}
