package io.quarkiverse.activities.test.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Formatter;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that configuration without a matching activity or queue is logged. It is no error, as applications may share it. */
class StartWarningsTest {

    private static final Formatter MESSAGE = new PatternFormatter("%s");

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withApplicationRoot(jar -> {
    }).overrideConfigKey("quarkus.http.test-port", "0").overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:start_warnings;DB_CLOSE_DELAY=-1")
            .overrideConfigKey("quarkus.activities.types.Nowhere.priority", "1")
            .overrideConfigKey("quarkus.activities.types.Bounded.schedule-to-close-timeout", "1h")
            .overrideConfigKey("quarkus.activities.workers.default.types", "Nobody")
            .overrideConfigKey("quarkus.activities.worker.queues", "default,empty")
            .overrideConfigKey("quarkus.activities.worker.own-queue.enabled", "true")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().equals("io.quarkiverse.activities"))
            .assertLogRecords(records -> assertThat(records).extracting(MESSAGE::format).containsExactlyInAnyOrder(
                    "quarkus.activities.types.\"Nowhere\" matches no activity type of this application, whose types are"
                            + " [Bounded, Same, Unbounded]. It applies only to calls by type name",
                    Work.class.getName()
                            + "#unbounded has a schedule-to-close timeout but no start-to-close timeout: an attempt"
                            + " that hangs uses up all of that time and is not retried. Set startToCloseTimeout, or"
                            + " quarkus.activities.types.\"Unbounded\".start-to-close-timeout",
                    "quarkus.activities.workers.\"default\".types names 'Nobody', which no bean of this application implements."
                            + " Its types are [Bounded, Same, Unbounded]",
                    "quarkus.activities.worker.queues names 'empty', for which this application has no activities. Its Task"
                            + " Queues are [a, b, default, own]",
                    "The own Task Queue of this process does not serve a/Same (" + Work.class.getName()
                            + "#onA), because its type has several definitions",
                    "The own Task Queue of this process does not serve b/Same (" + Work.class.getName()
                            + "#onB), because its type has several definitions"))
            .overrideConfigKey("quarkus.activities.worker.own-queue.name", "own");

    @Inject
    ActivityDefinitions definitions;

    @Test
    void theProcessQueueServesUnambiguousTypes() {
        assertThat(definitions.servedTypes().get("own")).containsExactly("Bounded", "Unbounded");
    }

    static class Work {

        @Activity(scheduleToCloseTimeout = "1h")
        void unbounded() {
        }

        @Activity(startToCloseTimeout = "1m")
        void bounded() {
        }

        @Activity(name = "Same", taskQueue = "a")
        void onA() {
        }

        @Activity(name = "Same", taskQueue = "b")
        void onB() {
        }
    }
}
