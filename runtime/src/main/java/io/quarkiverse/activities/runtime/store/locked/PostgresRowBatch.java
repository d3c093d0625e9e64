package io.quarkiverse.activities.runtime.store.locked;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;

import io.quarkiverse.activities.entity.StoreRow;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.store.jdbc.ArrayParameter;

/** Writes rows in one statement, with one array per column. This costs the server half as much as one statement per row. */
final class PostgresRowBatch<T extends StoreRow> extends RowBatch<T> {

    private static final Map<Class<?>, String> TYPES = Map.of(UUID.class, "uuid", String.class, "text", Short.class, "int2",
            Integer.class, "int4", Long.class, "int8", Double.class, "float8", Boolean.class, "bool", byte[].class, "bytea",
            // Sent as microseconds
            Instant.class, "int8");

    PostgresRowBatch(SharedSessionContractImplementor session, Class<T> type) {
        super(session, type);
    }

    @Override
    String insertSql(List<AttributeMapping> values) {
        return "INSERT INTO " + table() + " (" + columns(values) + ") SELECT "
                + list(values, PostgresRowBatch::given) + ", " + id.getSelectionExpression() + from(values);
    }

    @Override
    String updateSql(List<AttributeMapping> values) {
        return "UPDATE " + table() + " AS stored SET "
                + list(values, attribute -> column(attribute) + " = " + given(attribute)) + from(values)
                // As in the hot statements: this form always uses the index
                + " WHERE stored." + id.getSelectionExpression() + " = ANY(ARRAY[given." + id.getSelectionExpression() + "])";
    }

    @Override
    String deleteSql() {
        return "DELETE FROM " + table() + " WHERE " + id.getSelectionExpression() + " = ANY(?)";
    }

    private String from(List<AttributeMapping> values) {
        return " FROM unnest(" + list(values, attribute -> "?::" + type(part(attribute)) + "[]") + ", ?::" + type(id)
                + "[]) AS given(" + columns(values) + ")";
    }

    private static String given(AttributeMapping attribute) {
        String name = "given." + column(attribute);
        return javaType(part(attribute)) == Instant.class ? "timestamptz 'epoch' + " + name + " * interval '1 microsecond'"
                : name;
    }

    private static String type(BasicValuedModelPart part) {
        String type = TYPES.get(javaType(part));
        if (type == null) {
            throw new IllegalStateException("The column " + part.getSelectionExpression() + " has the type "
                    + javaType(part).getName() + ", which PostgresRowBatch does not support. Add it to TYPES");
        }
        return type;
    }

    private static Class<?> javaType(BasicValuedModelPart part) {
        return part.getJdbcMapping().getJdbcJavaType().getJavaTypeClass();
    }

    @Override
    void send(PreparedStatement statement, List<AttributeMapping> values, List<T> rows) throws SQLException {
        int index = 1;
        for (AttributeMapping attribute : values) {
            List<Object> column = new ArrayList<>(rows.size());
            for (T row : rows) {
                Object value = value(row, attribute);
                column.add(value instanceof Instant time ? Long.valueOf(Micros.of(time)) : value);
            }
            ArrayParameter.bind(statement, index++, type(part(attribute)), column.toArray());
        }
        List<Object> ids = new ArrayList<>(rows.size());
        for (T row : rows) {
            ids.add(id(row));
        }
        ArrayParameter.bind(statement, index, type(id), ids.toArray());
        statement.executeUpdate();
    }
}
