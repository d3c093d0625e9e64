package io.quarkiverse.activities.benchmarks.contestant;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database that the driver has created for this contestant. */
public final class Database {

    private static final long PAUSE_MILLIS = 5;

    private Database() {
    }

    /** {@return its JDBC URL, with the user} */
    public static String url() {
        return System.getProperty("database");
    }

    /**
     * Waits until a condition no longer holds. The driver does not count the statements that poll it.
     *
     * @param condition a condition in SQL
     */
    public static void awaitNot(String condition) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(url()); Statement look = connection.createStatement()) {
            while (holds(look, condition)) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static boolean holds(Statement poll, String condition) throws SQLException {
        try (ResultSet row = poll.executeQuery("SELECT /* benchmark */ " + condition)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
