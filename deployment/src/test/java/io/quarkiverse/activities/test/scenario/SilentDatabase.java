package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Plays a scenario whose heartbeats the database does not answer: PostgreSQL waits for the lock, H2 gives up. */
abstract class SilentDatabase extends ActivityScenarioTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** How much longer than its timeout an attempt assumes that its heartbeats may have been written. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Inject
    AgroalDataSource database;

    /** Comes after the scenarios that run at the same time, because it locks a row that other heartbeats would wait for. */
    @Test
    @Order(Integer.MAX_VALUE)
    @Scenario(113)
    void anAttemptWhoseHeartbeatsAreNotWrittenIsCanceled() throws SQLException {
        long begin = System.nanoTime();
        ActivityHandle<String> handle = act().heartbeatTimeout(TIMEOUT).retry(attempts(1)).start();
        ScenarioAttempt attempt = poll(handle);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock = connection
                    .prepareStatement("SELECT run_id FROM activity_execution WHERE activity_id = ? FOR UPDATE")) {
                lock.setString(1, handle.id());
                lock.executeQuery().close();
            }
            ActivityCanceledException canceled = Awaitility.await().atMost(LONG).until(() -> catchThrowableOfType(
                    ActivityCanceledException.class, () -> attempt.heartbeat("never written")), thrown -> thrown != null);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(TIMEOUT.plus(GRACE));
            assertThat(canceled.getCause()).isInstanceOfSatisfying(TimeoutFailure.class,
                    timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.HEARTBEAT));
            connection.rollback();
        }
        assertThat(failed(handle).getCause()).isInstanceOfSatisfying(TimeoutFailure.class,
                timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.HEARTBEAT));
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThatThrownBy(() -> attempt.heartbeat(null))
                .isInstanceOf(ActivityNotExistsException.class));
    }
}
