package io.quarkiverse.activities.test.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.sql.Connection;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

class BuildErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withApplicationRoot(jar -> {
    }).overrideConfigKey("quarkus.http.test-port", "0").overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:errors")
            .assertException(BuildErrorsTest::check);

    private static void check(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        collect(thrown, text);
        assertThat(text.toString()).contains(
                "Wrong#privately: is private; make it public",
                "Wrong#statically: is static; make it a method of a bean",
                "Wrong#generic: is generic",
                "AbstractOne#unfinished: is an abstract method of a class; put @Activity on",
                "Wrong#stream: the parameter type java.io.InputStream can never be a payload; pass the bytes",
                "Wrong#nested: the parameter type java.sql.Connection can never be a payload; inject it",
                "Wrong#manager: the parameter type jakarta.persistence.EntityManager can never",
                "Wrong#async: the parameter type io.smallrye.mutiny.Uni can never be a payload; pass the value",
                "Wrong#thread: the parameter type " + MyThread.class.getName() + " can never",
                "Wrong#duration: startToCloseTimeout 'soon' is not a duration; write it as 30s",
                "Wrong#duration: heartbeatTimeout 'PT-5S' is negative",
                "Wrong#retry: retry.backoffCoefficient 0.5 is invalid; use at least 1",
                "Wrong#retry: retry.maximumInterval 1s is less than retry.initialInterval 10s",
                "Wrong#retry: retry.maximumAttempts -1 is negative",
                "Wrong#retry: retry.nonRetryableTypes names the unknown timeout 'TemporalTimeout:Never'",
                "Wrong#transactional: is @Transactional and returns io.smallrye.mutiny.Uni",
                "Wrong#never: is @Transactional(NEVER)",
                "Wrong#threads: is both @RunOnVirtualThread and @NonBlocking; keep one",
                "Wrong#blank: The Activity Type is blank",
                "Activity Type 'Twice' is defined twice on Task Queue 'q', by " + Wrong.class.getName() + "#one and "
                        + Wrong.class.getName() + "#two; give one of them");
    }

    private static void collect(Throwable thrown, StringBuilder text) {
        for (Throwable current = thrown; current != null; current = current.getCause()) {
            text.append(current.getMessage()).append('\n');
            for (Throwable suppressed : current.getSuppressed()) {
                collect(suppressed, text);
            }
        }
    }

    @Test
    void buildMustFail() {
        throw new AssertionError("the build should have failed");
    }

    static class MyThread extends Thread {
    }

    abstract static class AbstractOne {

        @Activity
        abstract void unfinished();
    }

    static class Wrong {

        @Activity
        private void privately() {
        }

        @Activity
        static void statically() {
        }

        @Activity
        <T> void generic(T any) {
        }

        @Activity
        void stream(InputStream in) {
        }

        @Activity
        void nested(List<Connection[]> in) {
        }

        @Activity
        void manager(EntityManager in) {
        }

        @Activity
        void async(Uni<String> in) {
        }

        @Activity
        void thread(MyThread in) {
        }

        @Activity(startToCloseTimeout = "soon", heartbeatTimeout = "PT-5S")
        void duration() {
        }

        @Activity(retry = @RetryPolicy(initialInterval = "10s", maximumInterval = "1s", backoffCoefficient = 0.5, maximumAttempts = -1, nonRetryableTypes = "TemporalTimeout:Never"))
        void retry() {
        }

        @Activity
        @Transactional
        Uni<String> transactional() {
            return null;
        }

        @Activity
        @Transactional(Transactional.TxType.NEVER)
        void never() {
        }

        @Activity
        @RunOnVirtualThread
        @NonBlocking
        void threads() {
        }

        @Activity(name = " ")
        void blank() {
        }

        @Activity(name = "Twice", taskQueue = "q")
        void one() {
        }

        @Activity(name = "Twice", taskQueue = "q")
        void two() {
        }
    }
}
