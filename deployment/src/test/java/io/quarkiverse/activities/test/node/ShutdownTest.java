package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimOrder;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.test.harness.GatedActivities;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests that a node hands back its tasks: those whose claim it did not notice, and all on shutdown. Interrupted attempts are
 * not counted unless they are the last allowed.
 */
@OnEachDatabase
@TestMethodOrder(OrderAnnotation.class)
class ShutdownTest extends LostClaims {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("shutdown")
            .withApplicationRoot(jar -> jar.addClasses(GatedActivities.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.workers.held.slots", "4");

    @Inject
    GatedActivities gated;

    @Inject
    Worker worker;

    @Inject
    Maintenance maintenance;

    /** Comes last, because it stops the worker. */
    @Test
    @Order(Integer.MAX_VALUE)
    void allTasksAreHandedBack() {
        ActivityHandle<Integer> retried = start(0);
        ActivityHandle<Integer> last = start(1);
        ActivityHandle<Integer> tried = activities.call(GatedActivities.class, GatedActivities::firstFails)
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10)).maximumAttempts(3)).start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> gated.begun.get() == 4);
        ActivityHandle<Void> unknown = activities.call("ClaimedLate", Void.class).taskQueue("late")
                .startToCloseTimeout(Duration.ofHours(1)).start();
        // Simulates a claim whose response arrives after the node has stopped
        List<ClaimedTask> late = store.claim(new ClaimRequest("late", List.of("ClaimedLate"), node.id(), node.identity(), 1,
                ClaimOrder.PRIORITY, ClaimFloor.NONE));
        assertThat(late).hasSize(1);
        assertThat(Stream.of(retried, last, tried, unknown).map(handle -> handle.describe().runState().orElseThrow()))
                .containsOnly(ActivityRunState.STARTED);

        boolean done = worker.stop(Duration.ZERO);
        maintenance.end(done);
        assertThat(done).isTrue();

        ActivityDescription handedBack = retried.describe();
        assertThat(handedBack.runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(handedBack.attempt()).isEqualTo(1);
        assertThat(handedBack.currentRetryInterval()).isEmpty();
        assertThat(handedBack.heartbeatDetails(String.class)).as("the latest details, which were throttled")
                .contains("waiting");
        ActivityDescription lastTried = tried.describe();
        assertThat(lastTried.runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(lastTried.attempt()).isEqualTo(2);
        ActivityDescription closed = last.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.FAILED);
        assertThat(closed.retryState()).contains(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(unknown.describe().runState()).contains(ActivityRunState.SCHEDULED);

        gated.gate.countDown(); // The results of interrupted attempts no longer count
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(
                () -> assertThat(gated.shutdownNotified).as("attempts notified of the shutdown").hasValue(3));
        Awaitility.await().during(Duration.ofSeconds(1)).until(() -> retried.describe().status() == ActivityStatus.RUNNING
                && tried.describe().status() == ActivityStatus.RUNNING);
        ActivityHandle<Integer> after = start(0);
        assertThat(after.describe().runState()).contains(ActivityRunState.SCHEDULED);
    }

    private ActivityHandle<Integer> start(int maximumAttempts) {
        return activities.call(GatedActivities.class, GatedActivities::waitForGate)
                .retry(RetryOptions.create().maximumAttempts(maximumAttempts)).start();
    }
}
