package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.query.Field;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.query.StatusNames;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/**
 * Lists and counts open and closed executions. Each query reads both tables in one statement, so that it does not miss an
 * execution that closes in the meantime.
 */
@Singleton
public class Listing {

    /** With one more, the query is refused: a part of the groups would be taken for all of them. */
    private static final int GROUPS = 1_000;
    private static final String COLUMNS = "run_id, activity_id, activity_type, task_queue, state, attempt, priority,"
            + " scheduled_at, start_delay, last_failure_type, ";
    private static final String NOT_CLOSED = "CAST(NULL AS timestamp(6) with time zone)";

    private final Dialect dialect;
    private final PhysicalNames names;

    Listing(StoreUnit unit, PhysicalNames names) {
        this.dialect = unit.dialect();
        this.names = names;
    }

    /** {@return the executions that were started before the given run, or all if it is null; the latest first} */
    public List<ActivitySummary> list(Connection connection, Query query, UUID before, int limit) throws SQLException {
        List<Object> values = new ArrayList<>();
        String open = branch(query, false, before, limit, values);
        String closed = branch(query, true, before, limit, values);
        values.add(limit);
        List<ActivitySummary> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, "SELECT * FROM (" + open + " UNION ALL " + closed
                + ") AS found ORDER BY run_id DESC LIMIT ?", values);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(summary(row));
            }
        }
        return found;
    }

    /** {@return a query on one table} It has its own limit, so that it reads along the primary key and stops after a page. */
    private String branch(Query query, boolean closed, UUID before, int limit, List<Object> values) {
        ConditionSql condition = new ConditionSql(dialect, closed);
        StringBuilder sql = new StringBuilder("(SELECT ").append(COLUMNS)
                .append(closed ? "closed_at FROM activity_execution_closed"
                        : NOT_CLOSED + " AS closed_at FROM activity_execution")
                .append(" WHERE ").append(condition.where(query.condition()));
        values.addAll(condition.values());
        if (before != null) {
            sql.append(" AND run_id < ?");
            values.add(before);
        }
        values.add(limit);
        return sql.append(" ORDER BY run_id DESC LIMIT ?)").toString();
    }

    /**
     * {@return how many executions match, by group; the only group is "" if the query does not group}
     *
     * @throws IllegalArgumentException if there are more groups than anybody would look at
     */
    public Map<String, Long> count(Connection connection, Query query) throws SQLException {
        List<Object> values = new ArrayList<>();
        String sql = count(query, false, values) + " UNION ALL " + count(query, true, values);
        Map<String, Long> counts = new TreeMap<>();
        try (PreparedStatement statement = prepare(connection, sql, values); ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                counts.merge(group(query.groupBy(), row), row.getLong(2), Long::sum);
            }
            if (counts.size() > GROUPS) {
                throw new IllegalArgumentException("GROUP BY " + query.groupBy().spelling() + " finds more than " + GROUPS
                        + " groups. Add a condition that narrows the query");
            }
        }
        return counts;
    }

    private String count(Query query, boolean closed, List<Object> values) {
        ConditionSql condition = new ConditionSql(dialect, closed);
        String where = (closed ? " FROM activity_execution_closed" : " FROM activity_execution") + " WHERE "
                + condition.where(query.condition());
        values.addAll(condition.values());
        if (query.groupBy() == null) {
            return "SELECT '', count(*)" + where;
        }
        String column = condition.column(query.groupBy());
        return "(SELECT " + column + ", count(*)" + where + " GROUP BY " + column + " LIMIT " + (GROUPS + 1) + ")";
    }

    private static String group(Field groupBy, ResultSet row) throws SQLException {
        return groupBy == Field.EXECUTION_STATUS ? StatusNames.of(State.of(row.getShort(1)).status()) : row.getString(1);
    }

    private PreparedStatement prepare(Connection connection, String sql, List<Object> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(names.apply(sql));
        try {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
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
