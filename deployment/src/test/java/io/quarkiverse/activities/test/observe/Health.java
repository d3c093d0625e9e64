package io.quarkiverse.activities.test.observe;

import static io.quarkiverse.activities.test.harness.HealthChecks.alive;
import static io.quarkiverse.activities.test.harness.HealthChecks.await;
import static io.quarkiverse.activities.test.harness.HealthChecks.ready;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.runtime.worker.Worker;

/** Tests the health checks of a healthy node. */
abstract class Health extends Gauges {

    @Inject
    DataSource dataSource;

    @Inject
    Worker worker;

    @Test
    void showsEachQueue() throws Exception {
        ActivityHandle<Void> handle = activities.callVoid(ObserveActivities.class, ObserveActivities::holds).start();
        CountDownLatch end = Awaitility.await().atMost(LONG).until(() -> measured.held.get(handle.id()),
                held -> held != null);
        await(() -> ready().body("status", equalTo("UP")).body("data.database", equalTo("reachable"))
                .body("data.worker", equalTo("claiming")).body("data.'default.slots'", equalTo(3))
                .body("data.'default.slots-used'", equalTo(1)).body("data.'default.backlog'", equalTo(0)));
        alive().body("status", equalTo("UP"));
        end.countDown();
        handle.result(LONG);
    }

    @Test
    void showsUnservedQueues() {
        await(() -> ready().body("data", allOf(hasKey("default.backlog"), not(hasKey("default.unknown-types")),
                not(hasKey("unserved-queues")))));
        ActivityHandle<String> unknown = activities.call("Unheard", String.class).taskQueue("default").startToCloseTimeout(LONG)
                .start();
        ActivityHandle<String> unserved = activities.call(ObserveActivities.class, ObserveActivities::succeeds)
                .taskQueue("nobody").start();
        time.move(Duration.ofSeconds(10));
        try {
            await(() -> ready().body("status", equalTo("UP")).body("data.'default.unknown-types'", equalTo("Unheard"))
                    .body("data.'default.backlog'", equalTo(1))
                    .body("data.'default.backlog-age-millis'", greaterThanOrEqualTo(10_000))
                    .body("data.'unserved-queues'", equalTo("nobody")));
        } finally {
            time.move(Duration.ofSeconds(-10));
        }
        unknown.terminate("no longer needed");
        unserved.terminate("no longer needed");
    }

    @Test
    void showsAPausedQueue() throws Exception {
        execute("INSERT INTO activity_queue (name, paused) VALUES ('default', TRUE)");
        // Now, and not at the next of the checks, which are five seconds apart
        worker.followSharedSettings();
        try {
            await(() -> ready().body("status", equalTo("UP")).body("data.'default.paused'", equalTo(true)));
        } finally {
            execute("DELETE FROM activity_queue WHERE name = 'default'");
            worker.followSharedSettings();
        }
        await(() -> ready().body("data", not(hasKey("default.paused"))));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void showsAClockOffset() {
        await(() -> ready().body("data", allOf(hasKey("default.backlog"), not(hasKey("clock-behind-database-millis")))));
        time.move(Duration.ofSeconds(5));
        try {
            await(() -> ready().body("status", equalTo("UP")).body("data.clock-behind-database-millis",
                    greaterThanOrEqualTo(4_000)));
        } finally {
            time.move(Duration.ofSeconds(-5));
        }
    }
}
