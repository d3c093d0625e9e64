package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkiverse.activities.runtime.query.Kind;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/**
 * Lists and counts rows of two tables: those of open and of closed executions. Each query reads both tables in one statement,
 * so that it does not miss an execution that closes in the meantime.
 */
public final class TwoTables {

    /** With one more, the query is refused: a part of the groups would be taken for all of them. */
    private static final int GROUPS = 1_000;

    private final PhysicalNames names;
    private final QueryTable open;
    private final QueryTable closed;

    public TwoTables(PhysicalNames names, QueryTable open, QueryTable closed) {
        this.names = names;
        this.open = open;
        this.closed = closed;
    }

    /** Reads a row of a list. */
    public interface Reader<T> {

        T read(ResultSet row) throws SQLException;
    }

    /** {@return the executions that were started before the given run, or all if it is null; the latest first} */
    public <T> List<T> list(Connection connection, Query query, UUID before, int limit, Reader<T> reader) throws SQLException {
        List<Object> values = new ArrayList<>();
        String sql = "SELECT * FROM (" + branch(query, open, before, limit, values) + " UNION ALL "
                + branch(query, closed, before, limit, values) + ") AS found ORDER BY run_id DESC LIMIT ?";
        values.add(limit);
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, sql, values); ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(reader.read(row));
            }
        }
        return found;
    }

    /** {@return a query on one table} It has its own limit, so that it reads along the primary key and stops after a page. */
    private static String branch(Query query, QueryTable table, UUID before, int limit, List<Object> values) {
        ConditionSql condition = new ConditionSql(table);
        StringBuilder sql = new StringBuilder("(SELECT ").append(table.selected()).append(" FROM ").append(table.name())
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
        String sql = count(query, open, values) + " UNION ALL " + count(query, closed, values);
        Map<String, Long> counts = new TreeMap<>();
        try (PreparedStatement statement = prepare(connection, sql, values); ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                counts.merge(group(query, row), row.getLong(2), Long::sum);
            }
            if (counts.size() > GROUPS) {
                throw new IllegalArgumentException("GROUP BY " + query.groupBy().spelling() + " finds more than " + GROUPS
                        + " groups. Add a condition that narrows the query");
            }
        }
        return counts;
    }

    private static String count(Query query, QueryTable table, List<Object> values) {
        ConditionSql condition = new ConditionSql(table);
        String where = " FROM " + table.name() + " WHERE " + condition.where(query.condition());
        values.addAll(condition.values());
        if (query.groupBy() == null) {
            return "SELECT '', count(*)" + where;
        }
        String column = table.column(query.groupBy());
        return "(SELECT " + column + ", count(*)" + where + " GROUP BY " + column + " LIMIT " + (GROUPS + 1) + ")";
    }

    private String group(Query query, ResultSet row) throws SQLException {
        return query.groupBy() != null && query.groupBy().kind() == Kind.STATUS ? open.statusName(row.getShort(1))
                : row.getString(1);
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
}
