package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.runtime.store.jdbc.ArrayParameter;

/** The parameters of a set-based statement on PostgreSQL: an array for each column, with a value for each row. */
final class Columns {

    private final String[] types;
    private final List<List<Object>> values = new ArrayList<>();

    /** @param types the PostgreSQL names of the types of the columns */
    Columns(String... types) {
        this.types = types;
        for (int i = 0; i < types.length; i++) {
            values.add(new ArrayList<>());
        }
    }

    /** {@return the arrays as a table, with these names for its columns} */
    static String sql(String names, String... types) {
        return "unnest(?::" + String.join("[], ?::", types) + "[]) AS t(" + names + ")";
    }

    void add(Object... row) {
        for (int i = 0; i < row.length; i++) {
            values.get(i).add(row[i]);
        }
    }

    boolean isEmpty() {
        return values.get(0).isEmpty();
    }

    /** Binds the arrays, beginning with the parameter at this index. */
    void bind(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (int i = 0; i < types.length; i++) {
            ArrayParameter.bind(statement, index++, types[i], values.get(i).toArray());
        }
    }
}
