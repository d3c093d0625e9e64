package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

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
}
