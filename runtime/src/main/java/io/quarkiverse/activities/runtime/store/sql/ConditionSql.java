package io.quarkiverse.activities.runtime.store.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.query.Condition;
import io.quarkiverse.activities.runtime.query.Field;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;

/** Translates a query condition to SQL for one of the two tables. Values that come from users are always bound. */
final class ConditionSql {

    private static final String TIMESTAMP = "timestamp(6) with time zone";

    private final Dialect dialect;
    private final boolean closed;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** @param closed whether the table holds closed executions */
    ConditionSql(Dialect dialect, boolean closed) {
        this.dialect = dialect;
        this.closed = closed;
    }

    /** {@return the condition on the rows of this table; for null, one that matches everything that was not deleted} */
    String where(Condition condition) {
        sql.append(closed ? "NOT deleted" : "TRUE");
        if (condition != null) {
            sql.append(" AND ");
            add(condition);
        }
        return sql.toString();
    }

    /** {@return the values to bind, in order} */
    List<Object> values() {
        return values;
    }

    private void add(Condition condition) {
        if (condition instanceof Condition.All all) {
            join(all.parts(), " AND ");
        } else if (condition instanceof Condition.Any any) {
            join(any.parts(), " OR ");
        } else if (condition instanceof Condition.Not not) {
            sql.append("NOT (");
            add(not.part());
            sql.append(')');
        } else if (condition instanceof Condition.In in) {
            in(in);
        } else if (condition instanceof Condition.Order order) {
            sql.append(column(order.field())).append(' ').append(order.comparison().symbol()).append(' ');
            bind(order.value());
        } else if (condition instanceof Condition.StartsWith startsWith) {
            sql.append(column(startsWith.field())).append(" LIKE ");
            bind(startsWith.prefix().replaceAll("[!%_]", "!$0") + "%");
            sql.append(" ESCAPE '!'");
        } else {
            sql.append(column(((Condition.IsNull) condition).field())).append(" IS NULL");
        }
    }

    private void join(List<Condition> parts, String word) {
        String separator = "(";
        for (Condition part : parts) {
            sql.append(separator);
            add(part);
            separator = word;
        }
        sql.append(')');
    }

    private void in(Condition.In in) {
        if (in.field() == Field.EXECUTION_STATUS) {
            sql.append(states(in.values()));
            return;
        }
        sql.append(column(in.field())).append(" IN (");
        for (int i = 0; i < in.values().size(); i++) {
            sql.append(i == 0 ? "" : ", ");
            bind(in.values().get(i));
        }
        sql.append(')');
    }

    /** {@return a condition on the states that this table can hold} For other states the database need not read the table. */
    private String states(List<Object> statuses) {
        TreeSet<Short> codes = new TreeSet<>();
        for (State state : State.values()) {
            if (state.isClosed() == closed && statuses.contains(state.status())) {
                codes.add(state.code());
            }
        }
        if (codes.isEmpty()) {
            return "FALSE";
        }
        // Our own literals, not bound: otherwise the planner cannot see that a partial index applies
        return codes.size() == 1 ? "state = " + codes.first()
                : "state IN (" + codes.toString().replaceAll("[\\[\\]]", "") + ")";
    }

    String column(Field field) {
        return switch (field) {
            case ACTIVITY_ID -> "activity_id";
            case RUN_ID -> "run_id";
            case ACTIVITY_TYPE -> "activity_type";
            case TASK_QUEUE -> "task_queue";
            case EXECUTION_STATUS -> "state";
            case START_TIME -> "scheduled_at";
            case EXECUTION_TIME -> dialect.plusMicros("scheduled_at", "start_delay");
            case CLOSE_TIME -> closed ? "closed_at" : "CAST(NULL AS " + TIMESTAMP + ")";
            case ATTEMPT -> "attempt";
            case LAST_FAILURE_TYPE -> "last_failure_type";
            case PRIORITY -> "priority";
        };
    }

    private void bind(Object value) {
        sql.append('?');
        values.add(value instanceof Instant time ? JdbcValues.timestamp(time) : value);
    }
}
