package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
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
        Object[] elements = values;
        if (type.equals("bytea")) {
            byte[][] bytes = new byte[values.length][];
            for (int i = 0; i < values.length; i++) {
                bytes[i] = (byte[]) values[i];
            }
            elements = bytes;
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type, elements));
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
