package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Lists and counts open and closed activities. */
@Singleton
public class Listing {

    private final TwoTables tables;

    Listing(StoreUnit unit, PhysicalNames names) {
        tables = new TwoTables(names, new ActivityTable(unit.dialect(), false), new ActivityTable(unit.dialect(), true));
    }

    /** {@return the executions that were started before the given run, or all if it is null; the latest first} */
    public List<ActivitySummary> list(Connection connection, Query query, UUID before, int limit) throws SQLException {
        return tables.list(connection, query, before, limit, Listing::summary);
    }

    /**
     * {@return how many executions match, by group; the only group is "" if the query does not group}
     *
     * @throws IllegalArgumentException if there are more groups than anybody would look at
     */
    public Map<String, Long> count(Connection connection, Query query) throws SQLException {
        return tables.count(connection, query);
    }

    private static ActivitySummary summary(ResultSet row) throws SQLException {
        Instant scheduled = JdbcValues.instant(row, 8);
        return new ActivitySummary(row.getString(2), row.getObject(1, UUID.class).toString(), row.getString(3),
                row.getString(4),
                State.of(row.getShort(5)).status(), row.getInt(6), row.getShort(7), scheduled,
                scheduled.plus(Micros.duration(row.getLong(9))), Optional.ofNullable(JdbcValues.instant(row, 11)),
                Optional.ofNullable(row.getString(10)));
    }
}
