package io.quarkiverse.activities.workflow.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import io.quarkus.test.QuarkusUnitTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The database of this run: H2, or PostgreSQL if {@code -Ddb=postgresql} is set. Each test class gets a new one. */
public final class TestDatabase {

    private static final String SERVER = "activities.test.postgresql.url";

    private TestDatabase() {
    }

    public static boolean isPostgresql() {
        return System.getProperty("activities.test.database", System.getProperty("db", "h2")).equals("postgresql");
    }

    public static QuarkusUnitTest app(String name) {
        String url = isPostgresql() ? onServer(name) : "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
        return new QuarkusUnitTest().overrideConfigKey("quarkus.datasource.db-kind", isPostgresql() ? "postgresql" : "h2")
                .overrideConfigKey("quarkus.datasource.jdbc.url", url).setBeforeAllCustomizer(() -> create(name));
    }

    /** {@return the URL of a new database on the PostgreSQL server, for applications in processes of their own} */
    static String newDatabase(String name) {
        create(name);
        return onServer(name);
    }

    private static String onServer(String name) {
        return server().replace("/postgres?", "/" + name + "?");
    }

    private static void create(String name) {
        if (isPostgresql()) {
            try (Connection connection = DriverManager.getConnection(server());
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    // A test class is loaded by two class loaders; a system property is visible to both
    private static String server() {
        synchronized (SERVER.intern()) {
            String url = System.getProperty(SERVER);
            if (url == null) {
                try {
                    url = EmbeddedPostgres.start().getJdbcUrl("postgres", "postgres");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                System.setProperty(SERVER, url);
            }
            return url;
        }
    }
}
