package io.quarkiverse.activities.test.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.entity.ActivityWorker;
import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** Tests transactions of the application that read from a snapshot. */
@OnEachDatabase
class SnapshotIsolationTest extends LostCommits {

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("snapshot_isolation")
            .overrideConfigKey("quarkus.datasource.jdbc.transaction-isolation-level", "repeatable-read")
            .overrideConfigKey("quarkus.datasource.jdbc.driver", LossyDriver.class.getName())
            .withApplicationRoot(
                    jar -> jar.addClasses(SnapshotActivities.class, IsolationActivities.class, LossyDriver.class,
                            TestDatabase.class));

    @Test
    void anIdThatWasUsedSinceTheTransactionBeganIsTaken() {
        QuarkusTransaction.requiringNew().run(() -> {
            ActivityWorker.count();
            assertThat(elsewhere(() -> once(null).result(LONG))).isEqualTo("once");
            assertThatThrownBy(() -> once(null)).isInstanceOf(ActivityAlreadyStartedException.class);
        });
    }

    @Test
    void aRequestThatWasMadeSinceTheTransactionBeganIsFound() {
        QuarkusTransaction.requiringNew().run(() -> {
            ActivityWorker.count();
            String run = elsewhere(() -> {
                ActivityHandle<String> handle = once("request");
                handle.result(LONG);
                return handle.runId();
            });
            assertThat(once("request").runId()).isEqualTo(run);
        });
    }

    @Test
    void aTransactionalAttemptThatReadsAndHeartbeatsCompletes() throws Exception {
        ActivityHandle<Long> handle = activities.call(SnapshotActivities.class, SnapshotActivities::readsAndBeats).start();
        assertThat(handle.result(LONG)).isPositive();
        assertThat(handle.describe().attempt()).isEqualTo(1);
    }

    private ActivityHandle<String> once(String requestId) {
        return activities.call(IsolationActivities.class, a -> a.quick("once")).id("once-" + requestId)
                .reusePolicy(IdReusePolicy.REJECT_DUPLICATE).requestId(requestId).start();
    }

    private static <T> T elsewhere(Callable<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return work.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }, task -> new Thread(task).start()).get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
