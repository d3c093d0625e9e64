package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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
    private static final UUID FIRST = new UUID(0, 0);

    private final StoreTime time;
    private final String overdue;

    RunDeadlines(StoreTime time, PhysicalNames names) {
        this.time = time;
        overdue = names.apply("SELECT " + WorkflowSql.OPEN + " FROM workflow_execution WHERE deadline_at <= ?"
                + " AND deadline_at >= ? AND (deadline_at > ? OR run_id > ?) ORDER BY deadline_at, run_id LIMIT " + LIMIT);
    }

    /** @param after the last run that was read before, or null for the first ones */
    List<RunRow> overdue(Connection connection, RunRow after) throws SQLException {
        Instant deadline = after == null ? Instant.EPOCH : after.deadline();
        return WorkflowSql.query(connection, overdue, WorkflowSql::open, time.read(connection), deadline, deadline,
                after == null ? FIRST : after.runId());
    }
}
