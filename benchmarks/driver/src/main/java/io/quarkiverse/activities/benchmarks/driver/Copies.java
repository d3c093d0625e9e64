package io.quarkiverse.activities.benchmarks.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Many rows of activities, generated in the database: copies of one that our application wrote, so that they are as it writes
 * them. Only their ids differ, and what is said.
 */
record Copies(String table, Map<String, String> different) {

    /** As ours: ascending with time, and long ago. A variant of UUID version 7 that counts. */
    private static final String ID = "(lpad(to_hex(1700000000000 + i), 12, '0') || '70008' || lpad(to_hex(i), 15, '0'))::uuid";

    /** {@return copies of a closed one, closed as far back, one after the other} */
    static Copies closed(String oldest, String between) {
        return new Copies("activity_execution_closed",
                Map.of("closed_at", "now() - interval '" + oldest + "' + i * interval '" + between + "'"));
    }

    /** {@return copies of a waiting one in a queue that nobody serves, and that the workloads do not wait for} */
    static Copies waitingElsewhere() {
        return new Copies("activity_execution", Map.of("task_queue", "'zz-elsewhere'"));
    }

    /** Replaces the rows that are there by so many copies of one of them. */
    void create(Database database, int rows) throws SQLException {
        StringBuilder columns = new StringBuilder("run_id, activity_id");
        StringBuilder values = new StringBuilder("id, id::text");
        for (String column : otherColumns(database)) {
            columns.append(", ").append(column);
            values.append(", ").append(different.getOrDefault(column, "original." + column));
        }
        database.execute("CREATE TABLE original AS SELECT * FROM " + table + " LIMIT 1",
                "TRUNCATE " + table,
                "INSERT INTO " + table + " (" + columns + ") SELECT " + values + " FROM original,"
                        + " (SELECT i, " + ID + " AS id FROM generate_series(1, " + rows + ") AS i) AS ids",
                "DROP TABLE original",
                "VACUUM (ANALYZE) " + table);
    }

    /** {@return an SQL condition: the first of them is there} */
    String firstIsThere() {
        return "EXISTS (SELECT 1 FROM " + table + " WHERE run_id = (SELECT " + ID + " FROM (SELECT 1::bigint AS i) AS first))";
    }

    private List<String> otherColumns(Database database) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT column_name FROM information_schema.columns WHERE table_name = '"
                        + table + "' AND column_name NOT IN ('run_id', 'activity_id') ORDER BY ordinal_position")) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }
}
