package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.store.jdbc.ArrayParameter;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;

/** Statements with parameters, and rows of runs. */
final class WorkflowSql {

    /** What {@link ParentLink#columns} are the values of. */
    static final String PARENT = "parent_run_id, parent_workflow_id, parent_number, parent_close";
    static final String COMMON = "run_id, workflow_id, workflow_type, definition_version, rules_version, task_queue,"
            + " state, turn, journal_lines, chunks, tail, task_timeout, run_timeout, scheduled_at, first_run_id, request_id,"
            + " input, " + WorkflowSql.PARENT;
    static final String OPEN = COMMON + ", epoch, inbox, seen, ready_at, task_attempt, task_failure, deadline_at";
    static final String CLOSED = COMMON + ", closed_at, next_run_id, result, failure";
    private static final int OWN_PARENT = 18;
    private static final int OWN = OWN_PARENT + 4;

    private WorkflowSql() {
    }

    /** Reads a row. */
    interface Reader<T> {

        T read(ResultSet row) throws SQLException;
    }

    static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    static <T> List<T> query(Connection connection, String sql, Reader<T> reader, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        }
    }

    static <T> T one(Connection connection, String sql, Reader<T> reader, Object... parameters) throws SQLException {
        List<T> found = query(connection, sql, reader, parameters);
        return found.isEmpty() ? null : found.get(0);
    }

    /** An array as a parameter. */
    record Values(Dialect dialect, String type, Object[] values) {
    }

    /** An absent value of a type that the driver cannot guess. */
    record Null(int type) {

        static Object of(byte[] value) {
            return value == null ? new Null(Types.VARBINARY) : value;
        }

        static Object of(Instant value) {
            return value == null ? new Null(Types.TIMESTAMP_WITH_TIMEZONE) : value;
        }
    }

    private static void bind(PreparedStatement statement, Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Instant time) {
                statement.setObject(i + 1, JdbcValues.timestamp(time));
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (value instanceof Null absent) {
                statement.setNull(i + 1, absent.type);
            } else if (value instanceof Values array) {
                if (array.dialect == Dialect.POSTGRESQL) {
                    ArrayParameter.bind(statement, i + 1, array.type, array.values);
                } else {
                    statement.setObject(i + 1, array.values);
                }
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    static RunRow open(ResultSet row) throws SQLException {
        int own = OWN;
        return run(row, row.getInt(own), row.getLong(own + 1), row.getLong(own + 2), JdbcValues.instant(row, own + 3),
                row.getInt(own + 4), row.getString(own + 5), JdbcValues.instant(row, own + 6), null, null, null, null);
    }

    static RunRow closed(ResultSet row) throws SQLException {
        int own = OWN;
        return run(row, 0, 0, 0, null, 0, null, null, JdbcValues.instant(row, own), row.getObject(own + 1, UUID.class),
                row.getBytes(own + 2), row.getBytes(own + 3));
    }

    private static RunRow run(ResultSet row, int epoch, long inbox, long seen, Instant readyAt, int taskAttempt,
            String taskFailure, Instant deadline, Instant closedAt, UUID next, byte[] result, byte[] failure)
            throws SQLException {
        return new RunRow(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getInt(4), row.getInt(5),
                row.getString(6), RunState.of(row.getInt(7)), epoch, row.getInt(8), inbox, seen, readyAt, row.getInt(9),
                row.getInt(10), row.getString(11), taskAttempt, taskFailure, Micros.duration(row.getLong(12)),
                Micros.duration(row.getLong(13)), deadline, JdbcValues.instant(row, 14), row.getObject(15, UUID.class),
                row.getString(16), row.getBytes(17), closedAt, next, result, failure, parent(row));
    }

    private static ParentLink parent(ResultSet row) throws SQLException {
        UUID run = row.getObject(OWN_PARENT, UUID.class);
        return run == null ? null
                : new ParentLink(run, row.getString(OWN_PARENT + 1), row.getInt(OWN_PARENT + 2),
                        ParentLink.policy(row.getInt(OWN_PARENT + 3)));
    }
}
