package io.quarkiverse.activities.test.store.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The ids of rows in filled tables, and how the tables are filled. */
public final class FilledRows {

    private FilledRows() {
    }

    public static UUID openRun(int i) {
        return UUID.fromString("01930000-0000-7000-8000-%012x".formatted(i));
    }

    public static UUID closedRun(int i) {
        return UUID.fromString("01920000-0000-7000-8000-%012x".formatted(i));
    }

    public static UUID node(int i) {
        return UUID.fromString("00000000-0000-7000-8000-%012x".formatted(i));
    }

    /**
     * {@return such an id as an SQL expression}
     *
     * @param time the first four digits: 0193 for open runs, 0192 for closed ones, 0000 for nodes, others for anything else
     */
    public static String id(String time, String number) {
        return "('" + time + "0000-0000-7000-8000-' || lpad(to_hex(" + number + "), 12, '0'))::uuid";
    }

    public static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
