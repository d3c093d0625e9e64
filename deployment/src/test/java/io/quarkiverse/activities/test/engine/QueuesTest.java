package io.quarkiverse.activities.test.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.TaskQueue;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** A Task Queue that this process leaves to others. */
class QueuesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("queues")
            .withApplicationRoot(jar -> jar.addClasses(Elsewhere.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.workers.\"else.where\".enabled", "false");

    @Inject
    ActivityClient activities;

    @Test
    void aQueueThatIsSwitchedOffIsNotServed() throws Exception {
        ActivityHandle<String> elsewhere = activities.call(Elsewhere.class, Elsewhere::nothing).start();
        assertThat(activities.call(Elsewhere.class, Elsewhere::something).start().result(Duration.ofSeconds(30)))
                .isEqualTo("here");
        assertThat(elsewhere.describe().runState()).contains(ActivityRunState.SCHEDULED);
    }

    @ApplicationScoped
    @TaskQueue("else.where")
    public static class Elsewhere {

        @Activity(startToCloseTimeout = "30s")
        public String nothing() {
            return "never here";
        }

        @Activity(taskQueue = "here", startToCloseTimeout = "30s")
        public String something() {
            return "here";
        }
    }
}
