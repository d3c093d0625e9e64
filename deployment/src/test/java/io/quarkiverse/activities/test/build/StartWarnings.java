package io.quarkiverse.activities.test.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.Activity;

/** Tests that configuration without a matching activity or queue is logged. It is no error, as applications may share it. */
abstract class StartWarnings extends Registration {

    /** The types of {@link Discovery}, {@link Registration} and this class. */
    private static final String TYPES = "[Bound, Bounded, Charge, Closed, Draw, Elsewhere, Free, Greet, Handle, Later,"
            + " Nothing, Odd, Run, Same, Six, Stage, Stamp, Unbounded]";

    private static final String IMPLEMENTED_TYPES = TYPES.replace(" Elsewhere,", "");

    static boolean isWarning(LogRecord record) {
        return record.getLevel().intValue() >= Level.WARNING.intValue()
                && record.getLoggerName().startsWith("io.quarkiverse.activities");
    }

    static void check(List<LogRecord> records) {
        List<String> warnings = records.stream().map(MESSAGE::format).toList();
        assertThat(warnings).hasSize(10)
                .anySatisfy(warning -> assertThat(warning).contains("Task Queue 'default' has 200 slots", "[Bound, Stamp]",
                        "50 connections", "at most 45"))
                .anySatisfy(warning -> assertThat(warning).contains("Task Queue 'own' has 200 slots"))
                .anySatisfy(warning -> assertThat(warning).contains("Add ;WRITE_DELAY=0 to its URL"))
                .anySatisfy(warning -> assertThat(warning).contains("Add ;DB_CLOSE_ON_EXIT=FALSE to its URL"))
                .contains("quarkus.activities.types.\"Nowhere\" matches no activity type of this application, whose types are "
                        + TYPES + ". It applies only to calls by type name",
                        Work.class.getName()
                                + "#unbounded has a schedule-to-close timeout but no start-to-close timeout: an attempt"
                                + " that hangs uses up all of that time and is not retried. Set startToCloseTimeout, or"
                                + " quarkus.activities.types.\"Unbounded\".start-to-close-timeout",
                        "quarkus.activities.workers.\"default\".types names 'Nobody', which no bean of this application"
                                + " implements. Its types are " + IMPLEMENTED_TYPES,
                        "quarkus.activities.worker.queues names 'empty', for which this application has no activities. Its Task"
                                + " Queues are [a, b, default, orders, own]",
                        "The own Task Queue of this process does not serve a/Same (" + Work.class.getName()
                                + "#onA), because its type has several definitions",
                        "The own Task Queue of this process does not serve b/Same (" + Work.class.getName()
                                + "#onB), because its type has several definitions");
    }

    private static final Formatter MESSAGE = new PatternFormatter("%s");

    @Test
    void theProcessQueueServesUnambiguousTypes() {
        assertThat(definitions.servedTypes().get("own")).contains("Bounded", "Unbounded").doesNotContain("Same");
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
