package io.quarkiverse.activities.benchmarks.driver;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database on the server, or one that is embedded in the contestant. */
record Database(String url) {

    /** Creates the table of the business rows of the application. */
    static final String PURCHASE = "CREATE TABLE purchase (id uuid PRIMARY KEY, customer text, amount int)";

    /** {@return the database with this name on the same server} */
    Database sibling(String name) {
        int slash = url.lastIndexOf('/');
        int parameters = url.indexOf('?', slash);
        return new Database(url.substring(0, slash + 1) + name + (parameters < 0 ? "" : url.substring(parameters)));
    }

    /** {@return whether the contestant has the database in its own process} */
    boolean isEmbedded() {
        return url.startsWith("jdbc:h2:");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    double number(String sql) throws SQLException {
        return Double.parseDouble(text(sql));
    }

    /** {@return the first column of the first row} */
    String text(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
