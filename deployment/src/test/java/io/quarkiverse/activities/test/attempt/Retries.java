package io.quarkiverse.activities.test.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ActivityFailedException;

/** Tests which failures a retry policy considers, and how failed attempts are logged. */
abstract class Retries extends AttemptScopes {

    static boolean isOfAnAttempt(LogRecord record) {
        return record.getMessage().startsWith("Activity %s (id %s, run %s)");
    }

    static void checkLevels(List<LogRecord> records) {
        assertThat(records).filteredOn(record -> record.getParameters()[0].equals("Expected")).hasSize(2)
                .allSatisfy(record -> assertThat(record.getLevel().intValue()).isLessThan(Level.INFO.intValue()));
        assertThat(records).filteredOn(record -> record.getParameters()[0].equals("Caused")).hasSize(2)
                .allSatisfy(record -> assertThat(record.getLevel().intValue()).isEqualTo(Level.WARNING.intValue()));
    }

    @Test
    void theTypeIsThatOfTheWrappedException() {
        assertClosed(activities.callVoid(RetryActivities.class, RetryActivities::wrapped), 1, RetryState.NON_RETRYABLE_FAILURE);
    }

    @Test
    void theTypeOfACauseIsIgnored() {
        assertClosed(activities.callVoid(RetryActivities.class, RetryActivities::caused), 2,
                RetryState.MAXIMUM_ATTEMPTS_REACHED);
    }

    @Test
    void theDelayOfACauseIsIgnored() {
        assertClosed(activities.callVoid(RetryActivities.class, RetryActivities::causedByADelayedFailure), 2,
                RetryState.MAXIMUM_ATTEMPTS_REACHED);
    }

    @Test
    void benignFailuresAreRetriedAndLoggedAtDebug() {
        assertClosed(activities.callVoid(RetryActivities.class, RetryActivities::expected), 2,
                RetryState.MAXIMUM_ATTEMPTS_REACHED);
    }

    private static void assertClosed(ActivityCall<Void> call, int attempts, RetryState state) {
        ActivityHandle<Void> handle = call.retry(RetryOptions.create().maximumAttempts(2)
                .initialInterval(Duration.ofMillis(10)).nonRetryableTypes("java.io.IOException")).start();
        assertThat(catchThrowableOfType(ActivityFailedException.class, () -> handle.result(LONG)).retryState())
                .contains(state);
        assertThat(handle.describe().attempt()).isEqualTo(attempts);
    }
}
