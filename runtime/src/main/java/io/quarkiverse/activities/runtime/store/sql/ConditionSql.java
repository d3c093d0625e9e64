package io.quarkiverse.activities.runtime.store.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.runtime.query.Condition;
import io.quarkiverse.activities.runtime.query.Kind;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;

/** Translates a query condition to SQL for one table. Values that come from users are always bound. */
final class ConditionSql {

    private final QueryTable table;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    ConditionSql(QueryTable table) {
        this.table = table;
    }

    /** {@return the condition on the rows of this table; for null, one that matches everything that is visible} */
    String where(Condition condition) {
        sql.append(table.visible());
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
            sql.append(table.column(order.field())).append(' ').append(order.comparison().symbol()).append(' ');
            bind(order.value());
        } else if (condition instanceof Condition.StartsWith startsWith) {
            sql.append(table.column(startsWith.field())).append(" LIKE ");
            bind(startsWith.prefix().replaceAll("[!%_]", "!$0") + "%");
            sql.append(" ESCAPE '!'");
        } else {
            sql.append(table.column(((Condition.IsNull) condition).field())).append(" IS NULL");
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
        if (in.field().kind() == Kind.STATUS) {
            sql.append(table.withStatus(in.values()));
            return;
        }
        sql.append(table.column(in.field())).append(" IN (");
        for (int i = 0; i < in.values().size(); i++) {
            sql.append(i == 0 ? "" : ", ");
            bind(in.values().get(i));
        }
        sql.append(')');
    }

    private void bind(Object value) {
        sql.append('?');
        values.add(value instanceof Instant time ? JdbcValues.timestamp(time) : value);
    }
}
