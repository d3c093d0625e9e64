package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.sql.TwoTables;
import io.quarkiverse.activities.workflow.WorkflowSummary;

/** Lists and counts runs. Both tables are read in one statement, so no run is missed that closes meanwhile. */
@Singleton
class RunListing {

    private static final String COLUMNS = "SELECT workflow_id, run_id, workflow_type, task_queue, state, journal_lines,"
            + " scheduled_at, ";
    private static final String CONDITION = " WHERE state = ANY(?) AND (? = '' OR workflow_id = ? OR workflow_type = ?)"
            + " ORDER BY run_id DESC LIMIT ?";

    private final Dialect dialect;
    private final TwoTables tables;
    private final String latest;
    private final String header;

    RunListing(StoreUnit unit, PhysicalNames names) {
        dialect = unit.dialect();
        tables = new TwoTables(names, new RunTable(dialect, false), new RunTable(dialect, true));
        latest = names.apply("SELECT * FROM ((" + COLUMNS + "CAST(NULL AS timestamp(6) with time zone) AS closed_at"
                + " FROM workflow_execution" + CONDITION + ") UNION ALL (" + COLUMNS + "closed_at"
                + " FROM workflow_execution_closed" + CONDITION + ")) AS runs ORDER BY run_id DESC LIMIT ?");
        header = names.apply("SELECT header FROM workflow_execution WHERE run_id = ?");
    }

    byte[] header(Connection connection, UUID run) throws SQLException {
        return WorkflowSql.one(connection, header, row -> row.getBytes(1), run);
    }

    /** {@return the runs that were started before the given run, or all if it is null; the latest first} */
    List<WorkflowSummary> list(Connection connection, Query query, UUID before, int limit) throws SQLException {
        return tables.list(connection, query, before, limit, RunListing::summary);
    }

    /** {@return how many runs match, by group; the only group is "" if the query does not group} */
    Map<String, Long> count(Connection connection, Query query) throws SQLException {
        return tables.count(connection, query);
    }

    private static WorkflowSummary summary(ResultSet row) throws SQLException {
        Instant scheduled = JdbcValues.instant(row, 8);
        return new WorkflowSummary(row.getString(2), row.getObject(1, UUID.class).toString(), row.getString(3),
                row.getString(4), RunState.of(row.getInt(5)).status(), row.getInt(6), row.getInt(7), scheduled,
                scheduled.plus(Micros.duration(row.getLong(9))), Optional.ofNullable(JdbcValues.instant(row, 11)),
                Optional.ofNullable(row.getString(10)), Optional.ofNullable(row.getString(12)));
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
