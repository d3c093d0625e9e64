package io.quarkiverse.activities.test.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.runtime.timer.Maintenance;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** An application comes up on whatever its tables hold. */
class LeftoversTest {

    static final Duration LONG = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("leftovers")
            .withApplicationRoot(jar -> jar.addClasses(Held.class, TestDatabase.class));

    @Inject
    ActivityClient activities;

    @Inject
    Held held;

    @Inject
    Maintenance maintenance;

    @Inject
    Worker worker;

    @Test
    void whatNobodyKnowsHereStaysAndStopsNothing() throws Exception {
        ActivityHandle<Void> unknownType = activities.call("Unheard", Void.class, 1).id("type").taskQueue("held")
                .startToCloseTimeout(LONG).start();
        ActivityHandle<Void> unknownQueue = activities.call("Unheard", Void.class).id("queue").taskQueue("nobody's")
                .startToCloseTimeout(LONG).start();
        ActivityHandle<Void> timesOut = activities.call("Unheard", Void.class).id("due").taskQueue("nobody's")
                .startToCloseTimeout(LONG).scheduleToStartTimeout(Duration.ofMillis(300)).start();
        maintenance.begin(worker.taskQueues()); // as at start-up
        held.gate.countDown();
        assertThat(activities.call(Held.class, Held::untilLetGo).retry(RetryOptions.create().maximumAttempts(1)).start()
                .result(LONG)).isEqualTo(1);
        assertThatThrownBy(() -> timesOut.result(LONG))
                .isInstanceOf(ActivityFailedException.class);
        assertThat(unknownType.describe().runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(unknownQueue.describe().runState()).contains(ActivityRunState.SCHEDULED);
    }
}
