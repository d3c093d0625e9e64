package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.harness.OnPostgresql;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests that what the application sets for its connections holds for those of the engine too: credentials that rotate, a role
 * that each connection takes, and a schema.
 */
@OnPostgresql
class CredentialsTest {

    private static final String NAME = "credentials";

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.POSTGRESQL
            .app(NAME, "DROP ROLE IF EXISTS activities_first, activities_second, activities_owner",
                    "CREATE ROLE activities_first LOGIN", "CREATE ROLE activities_second LOGIN", "CREATE ROLE activities_owner",
                    "GRANT activities_owner TO activities_first, activities_second",
                    "CREATE SCHEMA app AUTHORIZATION activities_owner")
            .withApplicationRoot(jar -> jar.addClasses(Rotating.class, Greetings.class, TestDatabase.class))
            .overrideConfigKey("quarkus.datasource.jdbc.url",
                    TestDatabase.POSTGRESQL.url(NAME).replaceFirst("\\?.*", "") + "?currentSchema=app")
            .overrideConfigKey("quarkus.datasource.credentials-provider", "rotating")
            .overrideConfigKey("quarkus.datasource.jdbc.new-connection-sql", "SET ROLE activities_owner");

    @ApplicationScoped
    @Unremovable
    public static class Rotating implements CredentialsProvider {

        static volatile String user = "activities_first";

        @Override
        public Map<String, String> getCredentials(String name) {
            return Map.of(USER_PROPERTY_NAME, user, PASSWORD_PROPERTY_NAME, "the test server trusts everybody");
        }
    }

    @Singleton
    public static class Greetings {

        @Activity(startToCloseTimeout = "60s")
        public String greet() {
            return "hello";
        }
    }

    @Inject
    ActivityClient activities;

    @Test
    void holdForTheConnectionsOfTheEngine() throws Exception {
        assertThat(count("pg_tables WHERE schemaname = 'app' AND tableowner = 'activities_owner'")).isEqualTo(12);
        assertThat(greet()).isEqualTo("hello");

        Rotating.user = "activities_second";
        TestDatabase.execute(TestDatabase.POSTGRESQL.url(NAME), "ALTER ROLE activities_first NOLOGIN",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'activities_first'");
        // The server ends a process at some time after it was told to
        Awaitility.await().atMost(Duration.ofSeconds(60))
                .until(() -> count("pg_stat_activity WHERE usename = 'activities_first'") == 0);
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> greet().equals("hello"));
        assertThat(count("pg_stat_activity WHERE usename = 'activities_second'")).isPositive();
    }

    private String greet() throws Exception {
        return activities.call(Greetings.class, Greetings::greet).start().result(Duration.ofSeconds(30));
    }

    private static long count(String from) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestDatabase.POSTGRESQL.url(NAME));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }
}
