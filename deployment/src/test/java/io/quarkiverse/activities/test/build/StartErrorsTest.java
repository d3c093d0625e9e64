package io.quarkiverse.activities.test.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests that invalid options fail the start, with the messages of the build. They are in expressions of annotations, or in
 * configuration, whose property is named.
 */
class StartErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withApplicationRoot(jar -> {
    }).overrideConfigKey("quarkus.http.test-port", "0").overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:starterrors;DB_CLOSE_DELAY=-1")
            .overrideConfigKey("soon", "in a while")
            .overrideConfigKey("quarkus.activities.types.Wrong.start-to-close-timeout", "soon")
            .overrideConfigKey("quarkus.activities.types.\"default/Wrong\".retry.backoff-coefficient", "0.5")
            .overrideConfigKey("quarkus.activities.types.Wrong.retry.maximum-attempts", "-1")
            .overrideConfigKey("quarkus.activities.types.Wrong.retry.non-retryable-types", "Declined,TemporalTimeout:Never")
            .overrideConfigKey("quarkus.activities.types.Wrong.priority", "-2")
            .overrideConfigKey("quarkus.activities.types.Wrong.task-queue", "q".repeat(1001))
            .overrideConfigKey("quarkus.activities.defaults.heartbeat-timeout", "PT-5S")
            .overrideConfigKey("quarkus.activities.defaults.retry.initial-interval", "10s")
            .overrideConfigKey("quarkus.activities.defaults.retry.maximum-interval", "1s")
            .overrideConfigKey("quarkus.activities.types.\"a/Same\".task-queue", "b")
            .overrideConfigKey("quarkus.activities.workers.more.types", "Same")
            .overrideConfigKey("quarkus.activities.workers.more.slots", "0")
            .overrideConfigKey("quarkus.activities.worker.own-queue.enabled", "true")
            .overrideConfigKey("quarkus.activities.worker.own-queue.slots", "-1")
            .assertException(thrown -> {
                Throwable root = thrown;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                assertThat(root.getMessage()).contains(
                        "Late#expression: startToCloseTimeout 'in a while' is not a duration; write it as 30s",
                        "Late#missing: '${nowhere}' needs the property nowhere, which is not set; set it or write");
                String type = "quarkus.activities.types.\"Wrong\".";
                assertThat(root.getMessage()).contains(
                        type + "start-to-close-timeout 'soon' is not a duration; write it as 30s",
                        "quarkus.activities.types.\"default/Wrong\".retry.backoff-coefficient 0.5 is invalid; use at least 1",
                        type + "retry.maximum-attempts -1 is negative; use 0 for no limit",
                        type + "retry.non-retryable-types names the unknown timeout 'TemporalTimeout:Never'",
                        type + "priority -2 is negative; use 0 for the default",
                        type + "task-queue: The Task Queue takes 1001 bytes in UTF-8, but no more than 1000 are allowed",
                        "quarkus.activities.defaults.heartbeat-timeout 'PT-5S' is negative",
                        "quarkus.activities.defaults.retry.maximum-interval 1s is less than"
                                + " quarkus.activities.defaults.retry.initial-interval 10s; make it at least as long",
                        "Activity Type 'Same' is defined twice on Task Queue 'b', by " + Wrong.class.getName() + "#onA and "
                                + Wrong.class.getName() + "#onB; give one of them another @Activity(name) or taskQueue."
                                + " Configuration assigns " + Wrong.class.getName()
                                + "#onA to this Task Queue; its own one is 'a'",
                        "quarkus.activities.workers.\"more\".types names 'Same', which is bound to several Task Queues;"
                                + " name one of [a/Same, b/Same]",
                        "quarkus.activities.workers.\"more\".slots is 0; use at least 1",
                        "quarkus.activities.worker.own-queue.slots is -1; use at least 1");
            });

    @Test
    void startMustFail() {
        throw new AssertionError("the start should have failed");
    }

    static class Late {

        @Activity(startToCloseTimeout = "${soon}", heartbeatTimeout = "${none:5s}")
        void expression() {
        }

        @Activity(taskQueue = "${nowhere}")
        void missing() {
        }
    }

    static class Wrong {

        @Activity
        void wrong() {
        }

        @Activity(name = "Same", taskQueue = "a")
        void onA() {
        }

        @Activity(name = "Same", taskQueue = "b")
        void onB() {
        }
    }
}
