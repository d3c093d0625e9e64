package io.quarkiverse.activities.test.harness;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Queries and changes the tables with their default names. */
@Singleton
public class Tables {

    public static final String INSERT_EXECUTION = "INSERT INTO activity_execution (run_id, activity_id, activity_type, task_queue,"
            + " state, attempt, fence, priority, claim_rank, dispatch_at, scheduled_at, schedule_to_close, schedule_to_start,"
            + " start_to_close, heartbeat_timeout, start_delay, retry_initial_interval, retry_coefficient,"
            + " retry_maximum_interval, retry_maximum_attempts) VALUES (?, ?, 'Charge', 'default', 0, 1, 0, 0, 3,"
            + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 0, 0, 30000000, 0, 0, 1000000, 2.0, 100000000, 0)";

    @Inject
    EngineConnections connections;

    @Inject
    public PhysicalNames names;

    /** {@return the first column of the first row} */
    public Object query(String sql) throws SQLException {
        return connections.inTransaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(names.apply(sql))) {
                row.next();
                return row.getObject(1);
            }
        });
    }

    public void run(String... statements) throws SQLException {
        connections.inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(names.apply(sql));
                }
            }
            return null;
        });
    }

    public UUID insertExecution(String activityId) throws SQLException {
        UUID runId = UUID.randomUUID();
        connections.inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(names.apply(INSERT_EXECUTION))) {
                insert.setObject(1, runId);
                insert.setString(2, activityId);
                return insert.executeUpdate();
            }
        });
        return runId;
    }

    public void dropTables() throws SQLException {
        run("DROP TABLE activity_execution", "DROP TABLE activity_execution_closed", "DROP TABLE activity_worker",
                "DROP TABLE activity_queue", "DROP TABLE activity_pause", "DROP TABLE workflow_execution",
                "DROP TABLE workflow_execution_closed", "DROP TABLE workflow_journal", "DROP TABLE workflow_message",
                "DROP TABLE workflow_outbox",
                "DROP TABLE workflow_value",
                "DROP TABLE activity_schema");
    }
}
