package io.quarkiverse.activities.benchmarks.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Generates many rows of activities or workflows in the database, as copies of a row that the application wrote. They differ
 * only in their run IDs, in the column {@code idColumn}, and in the columns in {@code different}, which has SQL expressions by
 * column.
 */
record RowCopies(String table, String idColumn, Map<String, String> different) {

    /** IDs like those of the extension: version 7 UUIDs that ascend. Their timestamps are in the past and count the rows. */
    private static final String ID = "(lpad(to_hex(1700000000000 + i), 12, '0') || '70008' || lpad(to_hex(i), 15, '0'))::uuid";

    /** {@return copies of a closed row: the first was closed {@code oldest} ago, each other one {@code between} later} */
    static RowCopies closed(String oldest, String between) {
        return new RowCopies("activity_execution_closed", "activity_id", Map.of("closed_at", closedAt(oldest, between)));
    }

    /** {@return copies of a closed workflow: the first was closed {@code oldest} ago, each other one {@code between} later} */
    static RowCopies closedWorkflows(String oldest, String between) {
        return new RowCopies("workflow_execution_closed", "workflow_id",
                Map.of("first_run_id", "id", "closed_at", closedAt(oldest, between)));
    }

    private static String closedAt(String oldest, String between) {
        return "now() - interval '" + oldest + "' + i * interval '" + between + "'";
    }

    /** {@return copies of a waiting row, in a queue that no node serves and no workload waits for} */
    static RowCopies waiting() {
        return new RowCopies("activity_execution", "activity_id", Map.of("task_queue", "'zz-elsewhere'"));
    }

    /** {@return copies of a workflow that sleeps: so many are due when it is, the others much later} */
    static RowCopies asleep(int due) {
        return new RowCopies("workflow_execution", "workflow_id", Map.of("first_run_id", "id", "ready_at",
                "original.ready_at + CASE WHEN i <= " + due + " THEN interval '0' ELSE interval '30 days' END"));
    }

    /** Replaces all rows of the table with this number of copies of one of them. */
    void create(Database database, int rows) throws SQLException {
        StringBuilder columns = new StringBuilder("run_id, " + idColumn);
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

    /** {@return an SQL condition that holds while the first copy exists} */
    String firstExists() {
        return "EXISTS (SELECT 1 FROM " + table + " WHERE run_id = (SELECT " + ID + " FROM (SELECT 1::bigint AS i) AS first))";
    }

    private List<String> otherColumns(Database database) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT column_name FROM information_schema.columns WHERE table_name = '"
                        + table + "' AND column_name NOT IN ('run_id', '" + idColumn + "') ORDER BY ordinal_position")) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }
}
