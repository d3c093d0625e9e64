package io.quarkiverse.activities.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ActivityFailedException;

/**
 * Tests that an execution that closes without a result is logged once, however it closed, and that each failed attempt that
 * will be retried is logged.
 */
abstract class EndingLog {

    static final Duration LONG = Duration.ofSeconds(30);
    private static final String RUN = "[0-9a-f-]{36}";

    @Singleton
    public static class Ending {

        static final CountDownLatch HANGING = new CountDownLatch(1);

        @Inject
        ActivityContext context;

        @Activity(startToCloseTimeout = "30s")
        public void succeeds() {
            assertThat(context.info().attempt()).isEqualTo(1);
        }

        @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "10ms", maximumAttempts = 2))
        public void fails() {
            throw new IllegalStateException("out of paper");
        }

        @Activity(startToCloseTimeout = "1s", retry = @RetryPolicy(maximumAttempts = 1))
        public void hangs() throws InterruptedException {
            HANGING.await();
        }

        @Activity(startToCloseTimeout = "30s")
        public void waits() {
            throw new AssertionError("The start delay of an hour should not have ended");
        }

        @Activity(startToCloseTimeout = "30s")
        public void obeys() throws InterruptedException {
            CountDownLatch canceled = new CountDownLatch(1);
            context.heartbeat("waiting");
            context.cancellation().onRequested(canceled::countDown);
            canceled.await();
            context.heartbeat(null);
        }
    }

    @Inject
    ActivityClient activities;

    @Test
    void everyEndIsLoggedOnce() throws Exception {
        call("Succeeds").id("succeeding").start().result(LONG);
        assertFails(call("Fails").id("failing").start());
        assertFails(call("Hangs").id("hanging").start());
        Ending.HANGING.countDown();

        ActivityHandle<Void> obeying = call("Obeys").id("obeying").start();
        await().atMost(LONG).until(() -> obeying.describe().heartbeatCount() > 0);
        obeying.cancel("no longer needed");
        assertFails(obeying);

        call("Waits").startDelay(Duration.ofHours(1)).id("canceled").start().cancel("changed my mind");
        call("Waits").startDelay(Duration.ofHours(1)).id("terminated").start().terminate("wrong customer");
        call("Waits").startDelay(Duration.ofHours(1)).id("replaced").start();
        call("Waits").startDelay(Duration.ofHours(1)).id("replaced").conflictPolicy(IdConflictPolicy.TERMINATE_EXISTING)
                .start().delete();
        everythingIsLogged();
    }

    /** Callers may hear of an end before it is logged, but what a batch leads to is logged before the next batch. */
    void everythingIsLogged() throws TimeoutException {
        call("Succeeds").start().result(LONG);
        assertFails(call("Fails").start());
    }

    private ActivityCall<Void> call(String type) {
        return activities.call(type, Void.class);
    }

    private static void assertFails(ActivityHandle<Void> handle) {
        assertThatThrownBy(() -> handle.result(LONG)).isInstanceOf(ActivityFailedException.class);
    }

    static boolean isWarning(LogRecord record) {
        return record.getLevel().intValue() >= Level.WARNING.intValue()
                && record.getLoggerName().equals("io.quarkiverse.activities");
    }

    static void checkEndings(List<LogRecord> records) {
        assertThat(of(records, "succeeding")).isEmpty();

        assertThat(of(records, "failing")).hasSize(2);
        assertThat(line(of(records, "failing").get(0))).matches("Activity Fails \\(id failing, run " + RUN + "\\) failed in"
                + " attempt 1 of 2, next attempt at 20[0-9T:.-]+Z");
        assertThat(line(of(records, "failing").get(1))).matches("Activity Fails \\(id failing, run " + RUN + "\\) closed"
                + " without a result: failed in attempt 2 of 2, no attempts are left");
        assertThat(of(records, "failing")).allSatisfy(record -> assertThat(record.getThrown())
                .isInstanceOf(IllegalStateException.class).hasMessage("out of paper"));

        assertThat(of(records, "hanging")).filteredOn(record -> line(record).contains("closed without")).singleElement()
                .satisfies(record -> assertThat(line(record)).contains("closed without a result: timed out in attempt 1 of 1,"
                        + " no attempts are left: activity StartToClose timeout"));
        assertThat(of(records, "obeying")).singleElement()
                .satisfies(record -> assertThat(line(record))
                        .endsWith("closed without a result: canceled in attempt 1 (no limit): no longer needed"));
        assertThat(of(records, "canceled")).singleElement()
                .satisfies(record -> assertThat(line(record)).endsWith("canceled in attempt 1 (no limit): changed my mind"));
        assertThat(of(records, "terminated")).singleElement()
                .satisfies(record -> assertThat(line(record))
                        .endsWith("terminated in attempt 1 (no limit): wrong customer"));
        assertThat(of(records, "replaced")).as("one run was terminated by the next start, the other was deleted").hasSize(2)
                .allSatisfy(record -> assertThat(line(record)).contains("closed without a result: terminated"));
    }

    private static List<LogRecord> of(List<LogRecord> records, String id) {
        return records.stream().filter(record -> line(record).contains("(id " + id + ",")).toList();
    }

    private static String line(LogRecord record) {
        return ((ExtLogRecord) record).getFormattedMessage();
    }
}
