package io.quarkiverse.activities.test.node;

import static org.hamcrest.Matchers.equalTo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.test.harness.HealthChecks;
import io.quarkiverse.activities.test.harness.TestDatabase;

/** Tests when a node is not ready and when it is not alive. Comes last, because it stops the worker. */
abstract class UnhealthyNode extends ForgottenNode {

    static final String DATABASE = "postgresql_node";

    /** Blocks the claiming thread when a test asks for it. */
    @Singleton
    public static class BlockingListener implements NodeListener {

        volatile CountDownLatch until = new CountDownLatch(0);

        @Override
        public void claimed(String taskQueue, int found) {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Inject
    BlockingListener stuck;

    @Inject
    Worker worker;

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestDatabase.POSTGRESQL.url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 2)
    void withoutADatabaseANodeIsNotReadyButAlive() throws SQLException {
        HealthChecks.await(() -> HealthChecks.ready().body("status", equalTo("UP")));
        execute("ALTER DATABASE " + DATABASE + " ALLOW_CONNECTIONS false");
        try {
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + DATABASE + "'");
            HealthChecks.await(
                    () -> HealthChecks.ready().body("status", equalTo("DOWN")).body("data.database", equalTo("away")));
            HealthChecks.await(() -> HealthChecks.alive().body("status", equalTo("UP")));
        } finally {
            execute("ALTER DATABASE " + DATABASE + " ALLOW_CONNECTIONS true");
        }
        HealthChecks.await(() -> HealthChecks.ready().body("status", equalTo("UP")));
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void aStuckWorkerIsNeitherReadyNorAlive() {
        // A node that waits for notifications looks for tasks every five seconds only
        Awaitility.await().atMost(Duration.ofSeconds(60)).during(Duration.ofSeconds(5))
                .untilAsserted(() -> HealthChecks.alive().body("status", equalTo("UP")));
        stuck.until = new CountDownLatch(1);
        try {
            HealthChecks.await(() -> HealthChecks.alive().body("status", equalTo("DOWN")));
            HealthChecks.ready().body("status", equalTo("DOWN")).body("data.worker", equalTo("stuck"));
        } finally {
            stuck.until.countDown();
        }
        HealthChecks.await(() -> HealthChecks.alive().body("status", equalTo("UP")));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aNodeThatShutsDownIsNotReadyButAlive() {
        HealthChecks.await(() -> HealthChecks.ready().body("status", equalTo("UP")));
        worker.stop(Duration.ZERO);
        HealthChecks.ready().body("status", equalTo("DOWN")).body("data.worker", equalTo("draining"));
        HealthChecks.alive().body("status", equalTo("UP"));
    }
}
