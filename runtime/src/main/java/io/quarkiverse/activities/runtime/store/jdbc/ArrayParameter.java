package io.quarkiverse.activities.runtime.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A column of many rows as one parameter of a statement. */
public final class ArrayParameter {

    private ArrayParameter() {
    }

    /** @param type the name of the elements' type on PostgreSQL */
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
