package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.codec.RetryStateCode;
import io.quarkiverse.activities.runtime.store.jdbc.ArrayParameter;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;

/** Statements with parameters, and rows of runs. */
final class WorkflowSql {

    /** The columns whose values {@link ParentLink#columns} returns. */
    static final String PARENT = "parent_run_id, parent_workflow_id, parent_number, parent_close";
    static final String COMMON = "run_id, workflow_id, workflow_type, definition_version, rules_version, task_queue,"
            + " state, turn, journal_lines, chunks, tail, scheduled_at, request_id, input, memo, task_timeout, run_timeout,"
            + " execution_timeout, start_delay, priority, retry_policy, first_run_id, continued_run_id, attempt, expires_at,"
            + " " + PARENT;
    static final String OPEN = COMMON + ", epoch, inbox, seen, ready_at, task_attempt, task_failure, deadline_at";
    static final String CLOSED = COMMON + ", closed_at, next_run_id, result, failure, retry_state";
    private static final int OPTIONS = 16;
    private static final int OWN_PARENT = 26;
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

    /** Executes the same statement for each of these parameters. */
    static void updateAll(Connection connection, String sql, List<Object[]> parameters) throws SQLException {
        if (parameters.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] each : parameters) {
                bind(statement, each);
                statement.addBatch();
            }
            statement.executeBatch();
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

    /** {@return the ids in the first column} */
    static List<UUID> ids(Connection connection, String sql, Object... parameters) throws SQLException {
        return query(connection, sql, row -> row.getObject(1, UUID.class), parameters);
    }

    static <T> T one(Connection connection, String sql, Reader<T> reader, Object... parameters) throws SQLException {
        List<T> found = query(connection, sql, reader, parameters);
        return found.isEmpty() ? null : found.get(0);
    }

    /** An array as a parameter. */
    record Values(Dialect dialect, String type, Object[] values) {

        static Values uuids(Dialect dialect, Collection<UUID> values) {
            return new Values(dialect, "uuid", values.toArray());
        }
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
                row.getInt(own + 4), row.getString(own + 5), JdbcValues.instant(row, own + 6), null, null, null, null, null);
    }

    static RunRow closed(ResultSet row) throws SQLException {
        int own = OWN;
        short code = row.getShort(own + 4);
        RetryState retryState = row.wasNull() ? withoutPolicy(RunState.of(row.getInt(7))) : RetryStateCode.of(code);
        return run(row, 0, 0, 0, null, 0, null, null, JdbcValues.instant(row, own), row.getObject(own + 1, UUID.class),
                row.getBytes(own + 2), row.getBytes(own + 3), retryState);
    }

    /** {@return the retry state of a run without a retry policy} */
    private static RetryState withoutPolicy(RunState state) {
        return switch (state) {
            case FAILED, TIMED_OUT -> RetryState.RETRY_POLICY_NOT_SET;
            case CANCELED, TERMINATED -> RetryState.NON_RETRYABLE_FAILURE;
            default -> null;
        };
    }

    private static RunRow run(ResultSet row, int epoch, long inbox, long seen, Instant readyAt, int taskAttempt,
            String taskFailure, Instant deadline, Instant closedAt, UUID next, byte[] result, byte[] failure,
            RetryState retryState) throws SQLException {
        return new RunRow(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getInt(4), row.getInt(5),
                row.getString(6), options(row), origin(row), RunState.of(row.getInt(7)), epoch, row.getInt(8), inbox, seen,
                readyAt, row.getInt(9), row.getInt(10), row.getString(11), taskAttempt, taskFailure, deadline,
                JdbcValues.instant(row, 12), row.getString(13), row.getBytes(14), row.getBytes(15), closedAt, next, result,
                failure, retryState, parent(row));
    }

    private static RunOptions options(ResultSet row) throws SQLException {
        int first = OPTIONS;
        return new RunOptions(Micros.duration(row.getLong(first)), Micros.duration(row.getLong(first + 1)),
                Micros.duration(row.getLong(first + 2)), Micros.duration(row.getLong(first + 3)), row.getInt(first + 4),
                row.getBytes(first + 5));
    }

    private static RunOrigin origin(ResultSet row) throws SQLException {
        int first = OPTIONS + 6;
        return new RunOrigin(row.getObject(first, UUID.class), row.getObject(first + 1, UUID.class), row.getInt(first + 2),
                JdbcValues.instant(row, first + 3));
    }

    private static ParentLink parent(ResultSet row) throws SQLException {
        UUID run = row.getObject(OWN_PARENT, UUID.class);
        return run == null ? null
                : new ParentLink(run, row.getString(OWN_PARENT + 1), row.getInt(OWN_PARENT + 2),
                        ParentLink.policy(row.getInt(OWN_PARENT + 3)));
    }
}
