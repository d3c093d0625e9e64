package io.quarkiverse.activities.test.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.TaskQueue;
import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** The workers of single Task Queues: one with one slot, one switched off. */
class QueuesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("queues")
            .withApplicationRoot(jar -> jar.addClasses(Held.class, Elsewhere.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.workers.held.slots", "1")
            .overrideConfigKey("quarkus.activities.workers.\"else.where\".enabled", "false");

    @Inject
    ActivityClient activities;

    @Inject
    Held held;

    @Test
    void slotsBoundWhatRuns() throws Exception {
        ActivityHandle<Integer> first = activities.call(Held.class, Held::untilLetGo).start();
        Awaitility.await().until(() -> held.begun.get() == 1);
        ActivityHandle<Integer> second = activities.call(Held.class, Held::untilLetGo).start();
        ActivityHandle<String> elsewhere = activities.call(Elsewhere.class, Elsewhere::nothing).start();
        Awaitility.await().during(Duration.ofSeconds(2)).until(() -> isScheduled(second) && isScheduled(elsewhere));
        assertThat(first.describe().runState()).contains(ActivityRunState.STARTED);
        assertThat(held.begun.get()).isEqualTo(1);
        held.gate.countDown();
        assertThat(second.result(Duration.ofSeconds(20))).isEqualTo(1);
        assertThat(first.result(Duration.ofSeconds(20))).isEqualTo(1);
        assertThat(isScheduled(elsewhere)).isTrue();
    }

    private static boolean isScheduled(ActivityHandle<?> handle) {
        return handle.describe().runState().orElse(null) == ActivityRunState.SCHEDULED;
    }

    @ApplicationScoped
    @TaskQueue("else.where")
    public static class Elsewhere {

        @Activity(startToCloseTimeout = "30s")
        public String nothing() {
            return "never here";
        }
    }
}
