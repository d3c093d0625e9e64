package io.quarkiverse.activities.test.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.TaskQueueHandle;
import io.quarkiverse.activities.failure.ActivityFailedException;

/** Tests that a row with a value that cannot be decoded affects nothing but its own execution. */
abstract class DamagedRows extends FailingCodecs {

    @Test
    void aFailureThatCannotBeDecodedStopsNoClaims() throws Exception {
        ActivityHandle<String> damaged = activities.call(IsolationActivities.class, a -> a.failsOnce("damaged")).start();
        Awaitility.await().atMost(LONG).until(() -> damaged.describe().lastStartedTime().isPresent());
        TaskQueueHandle queue = activities.taskQueue(IsolationActivities.DAMAGED);
        queue.pause("until the row is damaged");
        isolated.gate("damaged").countDown();
        Awaitility.await().atMost(LONG).until(() -> damaged.describe().lastFailure().isPresent());
        isolated.gate("other").countDown();
        ActivityHandle<String> other = activities.call(IsolationActivities.class, a -> a.failsOnce("other")).start();
        damage("activity_execution", "last_failure", damaged);
        queue.unpause();
        assertThat(other.result(LONG)).isEqualTo("done");
        assertThat(damaged.result(LONG)).isEqualTo("done");
    }

    @Test
    void anOutcomeThatCannotBeDecodedFailsOnlyItsOwnCallers() throws Exception {
        ActivityHandle<Void> damaged = activities.callVoid(IsolationActivities.class, IsolationActivities::tooSlow).start();
        assertThatThrownBy(() -> damaged.result(LONG)).isInstanceOf(ActivityFailedException.class);
        damage("activity_execution_closed", "failure", damaged);
        CompletableFuture<String> other = activities.call(IsolationActivities.class, a -> a.gated("after the damage"))
                .executeAsync().toCompletableFuture();
        assertThatThrownBy(() -> damaged.result(LONG)).hasMessageContaining("cannot be read");
        isolated.gate("after the damage").countDown();
        assertThat(other).succeedsWithin(LONG).isEqualTo("after the damage");
    }

    private void damage(String table, String column, ActivityHandle<?> handle) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection
                        .prepareStatement("UPDATE " + table + " SET " + column + " = ? WHERE activity_id = ?")) {
            update.setBytes(1, new byte[] { '{' });
            update.setString(2, handle.id());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
