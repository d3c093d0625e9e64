package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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

/** Lists and counts runs. Both tables are read in one statement, so no run that closes in the meantime is missed. */
@Singleton
class RunListing {

    private final TwoTables tables;

    RunListing(StoreUnit unit, PhysicalNames names) {
        Dialect dialect = unit.dialect();
        tables = new TwoTables(names, new RunTable(dialect, false), new RunTable(dialect, true));
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
}
