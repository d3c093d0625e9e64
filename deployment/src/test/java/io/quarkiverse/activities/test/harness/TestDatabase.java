package io.quarkiverse.activities.test.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import io.quarkus.test.QuarkusUnitTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The databases that tests run on. Each test class gets a new database with its own name. All classes in one JVM share one
 * embedded PostgreSQL server, or the server given by
 * {@code -Dactivities.test.postgresql.url=jdbc:postgresql://host:port/postgres?user=…}.
 */
public enum TestDatabase {

    H2("h2") {
        @Override
        public String url(String name) {
            return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
        }

        @Override
        public void create(String name) {
        }
    },
    POSTGRESQL("postgresql") {
        @Override
        public String url(String name) {
            String server = server();
            int slash = server.lastIndexOf('/');
            int parameters = server.indexOf('?', slash);
            return server.substring(0, slash + 1) + name + (parameters < 0 ? "" : server.substring(parameters));
        }

        @Override
        public void create(String name) {
            execute(server(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name);
        }
    };

    private static final String CURRENT = "activities.test.database";
    private static final String SERVER = "activities.test.postgresql.url";

    private final String kind;

    TestDatabase(String kind) {
        this.kind = kind;
    }

    /**
     * {@return the database of this run} The build runs each {@link OnEachDatabase} test once for each database. Elsewhere, for
     * example in an IDE, it is H2 unless {@code -Ddb=postgresql} is set.
     */
    public static TestDatabase current() {
        return valueOf(System.getProperty(CURRENT, System.getProperty("db", H2.kind)).toUpperCase(Locale.ROOT));
    }

    public abstract String url(String name);

    /** Creates the database. Drops an existing one with the same name first. */
    public abstract void create(String name);

    public String kind() {
        return kind;
    }

    /** {@return the statements that create the tables as the first release did} */
    public String firstSchema() {
        String file = "/db/activities/" + kind + "/R__quarkus_activities_001.sql";
        try (InputStream script = TestDatabase.class.getResourceAsStream(file)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a test with an application on a new database with this name, after running these statements on it} */
    public QuarkusUnitTest app(String name, String... preparation) {
        return new QuarkusUnitTest()
                .overrideConfigKey("quarkus.datasource.db-kind", kind)
                .overrideConfigKey("quarkus.datasource.jdbc.url", url(name))
                .setBeforeAllCustomizer(() -> {
                    create(name);
                    execute(url(name), preparation);
                });
    }

    /** Runs statements on the database with this URL, one after the other. */
    public static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
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
