package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/**
 * Finds runs whose time is over. A run that waits for its next Workflow Task is claimed when its time is over, but one whose
 * Task Queue nobody serves, or whose task fails or is blocked, would stay open.
 */
@Singleton
class RunDeadlines {

    private static final int LIMIT = 100;

    private final StoreTime time;
    private final String overdue;

    RunDeadlines(StoreTime time, PhysicalNames names) {
        this.time = time;
        overdue = names.apply("SELECT " + WorkflowSql.OPEN + " FROM workflow_execution WHERE deadline_at <= ?"
                + " ORDER BY deadline_at LIMIT " + LIMIT);
    }

    List<RunRow> overdue(Connection connection) throws SQLException {
        return WorkflowSql.query(connection, overdue, WorkflowSql::open, time.read(connection));
    }
}
