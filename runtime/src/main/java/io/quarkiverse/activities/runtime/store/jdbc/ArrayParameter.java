package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Binds one column of many rows as an array parameter of a statement. */
public final class ArrayParameter {

    private ArrayParameter() {
    }

    /**
     * Binds an array.
     *
     * @param type the PostgreSQL name of the element type
     */
    public static void bind(PreparedStatement statement, int index, String type, Object[] values) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf(type, elements(type, values)));
    }

    /** {@return the values in an array of their own type} The driver sends such an array in binary form, without escaping. */
    private static Object[] elements(String type, Object[] values) {
        return switch (type) {
            case "text" -> copy(values, String[].class);
            case "int8" -> copy(values, Long[].class);
            case "int4" -> copy(values, Integer[].class);
            case "int2" -> copy(values, Short[].class);
            case "float8" -> copy(values, Double[].class);
            case "bool" -> copy(values, Boolean[].class);
            case "bytea" -> copy(values, byte[][].class);
            default -> values;
        };
    }

    private static <T> T[] copy(Object[] values, Class<T[]> type) {
        return Arrays.copyOf(values, values.length, type);
    }

    /** {@return the values as PostgreSQL writes an array, because there are no arrays of arrays of different lengths} */
    public static String literal(List<String> values) {
        StringBuilder literal = new StringBuilder("{");
        for (String value : values) {
            literal.append(literal.length() == 1 ? "\"" : ",\"").append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
