package io.quarkiverse.activities.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.sample.orders.Order.Status;

/**
 * Kills the application with SIGKILL while it processes 500 orders, starts it again, and checks its database at the end. The
 * system property {@code kills} sets the number of kills: {@code mvn -B verify -Dkills=5}.
 */
class KillIT {

    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final int ORDERS = 500;
    private static final int STEPS = 4;

    private SampleProcess application;

    @AfterEach
    void kill() throws InterruptedException {
        if (application != null) {
            application.kill();
        }
    }

    @Test
    void everyOrderEndsOnce() throws Exception {
        application = new SampleProcess(Path.of(System.getProperty("build.directory", "target")).toAbsolutePath());
        String csv = sampleOrders();

        application.start();
        for (int kill = 1; kill <= KILLS; kill++) {
            if (kill == 1) {
                // During the upload
                application.post(csv);
                application.awaitProgress("first orders", progress -> progress.orders() >= ORDERS / 4);
            } else {
                long closed = (long) ORDERS * STEPS * (kill - 1) / KILLS;
                application.awaitProgress(closed + " executions closed", progress -> progress.closed() >= closed);
            }
            application.kill();
            application.start();
            if (kill == 1) {
                assertThat(application.post(csv).join().statusCode()).isEqualTo(200);
            }
        }
        if (KILLS == 0) {
            assertThat(application.post(csv).join().statusCode()).isEqualTo(200);
        }
        application.awaitProgress("all orders done", progress -> progress.byStatus().get(Status.DONE) == ORDERS);
        application.awaitProgress("all executions closed", progress -> progress.open() == 0);
        metricsAreServed(application.metrics());
        application.kill();

        try (Connection connection = DriverManager.getConnection(application.databaseUrl())) {
            ordersAreDone(connection, csv);
            executionsClosedOnce(connection);
            attemptNumbersWereUsedOnce(connection);
            chargesStockAndInvoicesAreRight(connection);
        }
    }

    /** The metrics include the most important one in production: how long tasks wait for a worker. */
    private static void metricsAreServed(String metrics) {
        assertThat(metrics.lines()).anyMatch(line -> line.matches(
                "activity_schedule_to_start_latency_seconds_count\\{activity_type=\"SendMail\".*} [1-9].*"));
        assertThat(metrics.lines()).anyMatch(line -> line.matches(
                "activity_success_total\\{activity_type=\"ChargeCard\".*} [1-9].*"));
        assertThat(metrics.lines()).anyMatch(line -> line.startsWith("approximate_backlog_count{"));
    }

    private static void ordersAreDone(Connection connection, String csv) throws SQLException {
        List<String> sent = csv.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
        assertThat(sent).hasSize(ORDERS);
        assertThat(query(connection, "SELECT id FROM orders ORDER BY id")).containsExactlyElementsOf(sent);
        assertThat(query(connection, "SELECT id, status, times_done FROM orders WHERE status <> 'DONE' OR times_done <> 1"))
                .as("orders that were not completed once").isEmpty();
    }

    private static void executionsClosedOnce(Connection connection) throws SQLException {
        assertThat(query(connection, "SELECT activity_id FROM activity_execution")).as("open executions").isEmpty();
        assertThat(query(connection, "SELECT activity_id, state FROM activity_execution_closed WHERE state <> "
                + State.COMPLETED.code())).as("executions that did not complete").isEmpty();
        List<String> expected = new ArrayList<>();
        for (String order : query(connection, "SELECT id FROM orders")) {
            for (String step : List.of("reserve", "charge", "invoice", "mail")) {
                expected.add("order-" + order + "-" + step);
            }
        }
        assertThat(query(connection, "SELECT activity_id FROM activity_execution_closed"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void attemptNumbersWereUsedOnce(Connection connection) throws SQLException {
        assertThat(query(connection, """
                SELECT activity_id, attempt, count(*) FROM attempt_seen
                GROUP BY run_id, activity_id, attempt HAVING count(*) > 1"""))
                .as("attempt numbers that were used twice").isEmpty();
        assertThat(query(connection, """
                SELECT c.activity_id, c.attempt FROM activity_execution_closed c
                WHERE c.attempt IS DISTINCT FROM
                    (SELECT max(a.attempt) FROM attempt_seen a WHERE a.run_id = CAST(c.run_id AS VARCHAR))"""))
                .as("executions that were not closed by their last attempt").isEmpty();
        assertThat(query(connection, "SELECT 1 FROM attempt_seen WHERE activity_type = 'ChargeCard' AND attempt > 1"))
                .as("charges that were retried").isNotEmpty();
    }

    private static void chargesStockAndInvoicesAreRight(Connection connection) throws SQLException {
        assertThat(query(connection, """
                SELECT o.id FROM orders o
                WHERE (SELECT count(*) FROM charge c WHERE c.order_id = o.id AND c.amount = o.amount) <> 1"""))
                .as("orders that were not charged once").isEmpty();
        assertThat(query(connection, "SELECT count(*) FROM charge")).containsExactly(String.valueOf(ORDERS));
        assertThat(query(connection, "SELECT sku, available FROM stock s WHERE available <> " + Warehouse.PER_ARTICLE
                + " - (SELECT coalesce(sum(o.quantity), 0) FROM orders o WHERE o.sku = s.sku)"))
                .as("articles whose stock is wrong").isEmpty();
        assertThat(query(connection, """
                SELECT o.id FROM orders o WHERE NOT EXISTS
                    (SELECT 1 FROM invoice i WHERE i.order_id = o.id AND i.text LIKE '%page 1 of 5%page 5 of 5%')"""))
                .as("orders without a complete invoice").isEmpty();
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
                StringBuilder row = new StringBuilder(rows.getString(1));
                for (int column = 2; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.append(' ').append(rows.getString(column));
                }
                result.add(row.toString());
            }
            return result;
        }
    }

    private static String sampleOrders() throws IOException {
        try (InputStream file = KillIT.class.getResourceAsStream("/META-INF/resources/orders.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
