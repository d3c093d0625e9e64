package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Counts the open runs. Reads all of them, so it must not be called often. */
@Singleton
class RunStatisticsTable {

    private final StoreTime time;
    private final String groups;

    RunStatisticsTable(StoreTime time, PhysicalNames names) {
        this.time = time;
        groups = names.apply("SELECT task_queue, workflow_type, definition_version, state, count(*), count(due), min(due),"
                + " min(scheduled_at) FROM (SELECT task_queue, workflow_type, definition_version, state, scheduled_at,"
                + " CASE WHEN ready_at <= ? THEN ready_at END AS due FROM workflow_execution) AS runs"
                + " GROUP BY task_queue, workflow_type, definition_version, state");
    }

    RunStatistics read(Connection connection) throws SQLException {
        Instant now = time.read(connection);
        return new RunStatistics(now, WorkflowSql.query(connection, groups,
                row -> new RunStatistics.Group(row.getString(1), row.getString(2), row.getInt(3), RunState.of(row.getInt(4)),
                        row.getLong(5), row.getLong(6), JdbcValues.instant(row, 7), JdbcValues.instant(row, 8)),
                now));
    }
}
