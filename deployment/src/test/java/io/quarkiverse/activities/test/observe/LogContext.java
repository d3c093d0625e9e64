package io.quarkiverse.activities.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.LogRecord;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

/** Tests that every log line of an attempt has its MDC entries on any thread, and that the MDC of the thread is restored. */
abstract class LogContext extends EndingLog {

    private static final String LOGGER = "logged";

    @Singleton
    public static class Logged {

        private static final Logger LOG = Logger.getLogger(LOGGER);

        final ExecutorService other = Executors.newSingleThreadExecutor();

        @Inject
        ActivityContext context;

        @Activity(startToCloseTimeout = "30s")
        public void blocking() {
            LOG.info(line());
        }

        @Activity(startToCloseTimeout = "30s")
        @RunOnVirtualThread
        public void virtual() {
            LOG.info(line());
        }

        @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(maximumAttempts = 1))
        public void breaks() {
            LOG.info(line());
            throw new IllegalStateException(line());
        }

        @Activity(startToCloseTimeout = "30s")
        public Uni<Void> reactive() {
            return Uni.createFrom().item("another thread").emitOn(other).invoke(ignored -> LOG.info(line()))
                    .replaceWithVoid();
        }

        /** {@return the expected MDC entries as text} */
        private String line() {
            return context.info().activityType() + " " + context.info().activityId() + " " + context.info().runId() + " "
                    + context.info().attempt();
        }

        @PreDestroy
        void stop() {
            other.shutdownNow();
        }
    }

    @Inject
    Logged logged;

    static boolean isOfAnAttempt(LogRecord record) {
        ((ExtLogRecord) record).copyMdc(); // the record is read later on another thread
        return LOGGER.equals(record.getLoggerName()) || isEndOf("Breaks", record);
    }

    private static boolean isEndOf(String type, LogRecord record) {
        return record.getMessage().contains("closed without a result") && type.equals(record.getParameters()[0]);
    }

    static void checkLines(List<LogRecord> records) {
        assertThat(records).filteredOn(LogContext::isOfAnAttempt).hasSize(5).allSatisfy(record -> {
            String line = record.getThrown() == null ? record.getMessage() : record.getThrown().getMessage();
            assertThat(mdc(record, "activityType") + " " + mdc(record, "activityId") + " " + mdc(record, "activityRunId") + " "
                    + mdc(record, "activityAttempt")).isEqualTo(line);
        });
    }

    private static String mdc(LogRecord record, String key) {
        return ((ExtLogRecord) record).getMdc(key);
    }

    @Test
    void everyLineNamesItsAttempt() throws Exception {
        logged.other.submit(() -> MDC.put("activityType", "the thread's own")).get();
        activities.callVoid(Logged.class, Logged::blocking).start().result(LONG);
        activities.callVoid(Logged.class, Logged::virtual).start().result(LONG);
        activities.callUni(Logged.class, Logged::reactive).start().result(LONG);
        ActivityHandle<Void> failing = activities.callVoid(Logged.class, Logged::breaks).start();
        assertThatThrownBy(() -> failing.result(LONG))
                .isInstanceOf(ActivityFailedException.class);
        assertThat(logged.other.submit(() -> MDC.get("activityType")).get()).isEqualTo("the thread's own");
        assertThat(logged.other.submit(() -> MDC.get("activityId")).get()).isNull();
        everythingIsLogged();
    }
}
