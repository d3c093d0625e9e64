package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Lists the latest runs, for people. Both tables are read in one statement, so no run is missed that closes meanwhile. */
@Singleton
class RunListing {

    private static final String COLUMNS = "SELECT workflow_id, run_id, workflow_type, task_queue, state, journal_lines,"
            + " scheduled_at, ";
    private static final String CONDITION = " WHERE state = ANY(?) AND (? = '' OR workflow_id = ? OR workflow_type = ?)"
            + " ORDER BY run_id DESC LIMIT ?";

    private final Dialect dialect;
    private final String latest;
    private final String header;

    RunListing(StoreUnit unit, PhysicalNames names) {
        dialect = unit.dialect();
        latest = names.apply("SELECT * FROM ((" + COLUMNS + "CAST(NULL AS timestamp(6) with time zone) AS closed_at"
                + " FROM workflow_execution" + CONDITION + ") UNION ALL (" + COLUMNS + "closed_at"
                + " FROM workflow_execution_closed" + CONDITION + ")) AS runs ORDER BY run_id DESC LIMIT ?");
        header = names.apply("SELECT header FROM workflow_execution WHERE run_id = ?");
    }

    byte[] header(Connection connection, UUID run) throws SQLException {
        return WorkflowSql.one(connection, header, row -> row.getBytes(1), run);
    }

    /** @param text a Workflow Id or a Workflow Type, or empty for any */
    List<RunSummary> latest(Connection connection, Collection<RunState> states, String text, int limit) throws SQLException {
        WorkflowSql.Values codes = new WorkflowSql.Values(dialect, "int2",
                states.stream().map(state -> (short) state.code()).toArray());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            values.addAll(List.of(codes, text, text, text, limit));
        }
        values.add(limit);
        return WorkflowSql.query(connection, latest,
                row -> new RunSummary(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        RunState.of(row.getInt(5)), row.getInt(6), JdbcValues.instant(row, 7), JdbcValues.instant(row, 8)),
                values.toArray());
    }
}
