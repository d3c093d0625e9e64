package io.quarkiverse.activities.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.quarkiverse.activities.runtime.execution.State;

/** Checks the database of the application after it has processed all orders. */
final class OrdersDatabase {

    private final Connection connection;

    OrdersDatabase(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param orders the numbers of the orders that are done; all others are declined or not approved
     * @param decided the orders that somebody approved or rejected
     */
    void isRight(List<String> orders, Set<Long> decided) throws SQLException {
        ordersAreDone(orders);
        activitiesOfTheChainsClosedOnce();
        workflowsClosedOnce();
        activitiesOfTheWorkflowsClosedOnce(decided.size());
        attemptNumbersWereUsedOnce();
        chargesStockAndInvoicesAreRight(orders.size());
    }

    private void ordersAreDone(List<String> orders) throws SQLException {
        assertThat(query("SELECT id FROM orders WHERE status = 'DONE' ORDER BY id")).containsExactlyElementsOf(orders);
        assertThat(query(
                "SELECT id, status, times_done FROM orders WHERE times_done <> CASE status WHEN 'DONE' THEN 1 ELSE 0 END"))
                .as("orders that were not completed once").isEmpty();
    }

    private void activitiesOfTheChainsClosedOnce() throws SQLException {
        assertThat(query("SELECT activity_id FROM activity_execution")).as("open executions").isEmpty();
        assertThat(query("SELECT c.activity_type, c.state FROM activity_execution_closed c WHERE c.state <> "
                + State.COMPLETED.code() + " ORDER BY c.activity_type")).as("executions that did not complete")
                .containsExactly("Charge " + State.FAILED.code(), "ChargeCard " + State.FAILED.code());
        List<String> expected = new ArrayList<>();
        for (String order : query("SELECT id FROM orders WHERE processed_by = 'ACTIVITIES' AND status = 'DONE'")) {
            for (String step : List.of("reserve", "charge", "invoice", "mail")) {
                expected.add("order-" + order + "-" + step);
            }
        }
        assertThat(query("SELECT activity_id FROM activity_execution_closed WHERE scope IS NULL"
                + " AND activity_type <> 'ChargeFailed'")).containsAll(expected).hasSize(expected.size() + 2);
    }

    private void workflowsClosedOnce() throws SQLException {
        assertThat(query("SELECT workflow_id FROM workflow_execution")).as("open workflows").isEmpty();
        assertThat(query("SELECT w.workflow_id FROM workflow_execution_closed w WHERE w.result IS NOT NULL"))
                .containsExactlyInAnyOrderElementsOf(query("SELECT 'order-' || id FROM orders"
                        + " WHERE processed_by = 'WORKFLOW' AND status = 'DONE'"));
        assertThat(query("SELECT w.workflow_id FROM workflow_execution_closed w WHERE w.failure IS NOT NULL"))
                .containsExactlyInAnyOrderElementsOf(query("SELECT 'order-' || id FROM orders"
                        + " WHERE processed_by = 'WORKFLOW' AND status <> 'DONE'"));
    }

    private void activitiesOfTheWorkflowsClosedOnce(int decided) throws SQLException {
        long orders = Long.parseLong(query("SELECT count(*) FROM orders WHERE processed_by = 'WORKFLOW'").get(0));
        long done = Long.parseLong(
                query("SELECT count(*) FROM orders WHERE processed_by = 'WORKFLOW' AND status = 'DONE'").get(0));
        assertThat(query("SELECT activity_type, count(*) FROM activity_execution_closed WHERE scope IS NOT NULL"
                + " GROUP BY activity_type ORDER BY activity_type"))
                .containsExactly("AskForApproval " + decided, "Charge " + (done + 1), "Close 2", "Invoice " + done,
                        "Mail " + done, "Release 2", "Reserve " + orders);
        assertThat(query("SELECT scope, activity_type FROM activity_execution_closed WHERE scope IS NOT NULL"
                + " GROUP BY scope, activity_type HAVING count(*) > 1")).as("steps that a workflow took twice").isEmpty();
    }

    private void attemptNumbersWereUsedOnce() throws SQLException {
        assertThat(query("""
                SELECT activity_id, attempt, count(*) FROM attempt_seen
                GROUP BY run_id, activity_id, attempt HAVING count(*) > 1"""))
                .as("attempt numbers that were used twice").isEmpty();
        assertThat(query("""
                SELECT c.activity_id, c.attempt FROM activity_execution_closed c
                WHERE c.attempt IS DISTINCT FROM
                    (SELECT max(a.attempt) FROM attempt_seen a WHERE a.run_id = CAST(c.run_id AS VARCHAR))"""))
                .as("executions that were not closed by their last attempt").isEmpty();
        for (String charge : List.of("ChargeCard", "Charge")) {
            assertThat(query("SELECT 1 FROM attempt_seen WHERE activity_type = '" + charge + "' AND attempt > 1"))
                    .as("charges that were retried").isNotEmpty();
        }
    }

    private void chargesStockAndInvoicesAreRight(int done) throws SQLException {
        assertThat(query("""
                SELECT o.id FROM orders o
                WHERE (SELECT count(*) FROM charge c WHERE c.order_id = o.id AND c.amount = o.amount)
                    <> CASE o.status WHEN 'DONE' THEN 1 ELSE 0 END"""))
                .as("orders that were not charged once").isEmpty();
        assertThat(query("SELECT count(*) FROM charge")).containsExactly(String.valueOf(done));
        assertThat(query("SELECT sku, available FROM stock s WHERE available <> " + Warehouse.PER_ARTICLE
                + " - (SELECT coalesce(sum(o.quantity), 0) FROM orders o WHERE o.sku = s.sku AND o.status = 'DONE')"))
                .as("articles whose stock is wrong").isEmpty();
        assertThat(query("""
                SELECT o.id FROM orders o WHERE o.status = 'DONE' AND NOT EXISTS
                    (SELECT 1 FROM invoice i WHERE i.order_id = o.id AND i.text LIKE '%page 1 of 5%page 5 of 5%')"""))
                .as("orders without a complete invoice").isEmpty();
    }

    private List<String> query(String sql) throws SQLException {
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
}
