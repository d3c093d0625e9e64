package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.runtime.store.schema.SchemaFile;
import io.quarkiverse.activities.runtime.store.schema.SchemaMigrator;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.agroal.DataSource;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests that Flyway, and Liquibase with the change log of the guide, run the shipped files next to the application's own. The
 * engine only validates the tables that Flyway created.
 */
@OnEachDatabase
@TestMethodOrder(OrderAnnotation.class)
class MigrationFilesTest {

    private static final TestDatabase CURRENT = TestDatabase.current();

    @RegisterExtension
    static final QuarkusUnitTest APP = CURRENT.app("flyway_file")
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class)
                    .addAsResource(new StringAsset(FlywayTest.MIGRATION), "db/migration/V1__theirs.sql")
                    .addAsResource(new StringAsset(LiquibaseFileTest.changeLog(CURRENT)), "db/changeLog.xml"))
            .setForcedDependencies(Stream.of("flyway", "flyway-postgresql", "liquibase")
                    .map(tool -> Dependency.of("io.quarkus", "quarkus-" + tool, Version.getVersion())).toList())
            .setBeforeAllCustomizer(() -> {
                CURRENT.create("flyway_file");
                CURRENT.create("liquibase_file");
            })
            .overrideConfigKey("quarkus.flyway.migrate-at-start", "true")
            .overrideConfigKey("quarkus.flyway.locations", "db/migration,db/activities/" + CURRENT.kind())
            .overrideConfigKey("quarkus.activities.schema.strategy", "validate")
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate")
            .overrideConfigKey("quarkus.datasource.changed.db-kind", CURRENT.kind())
            .overrideConfigKey("quarkus.datasource.changed.jdbc.url", CURRENT.url("liquibase_file"))
            .overrideConfigKey("quarkus.liquibase.changed.migrate-at-start", "true")
            .overrideConfigKey("quarkus.liquibase.changed.change-log", "db/changeLog.xml");

    @Inject
    @DataSource("changed")
    AgroalDataSource changed;

    @Inject
    Tables store;

    @Inject
    SchemaMigrator migrator;

    @Test
    @Order(1)
    void flywayCreatesTheTables() throws Exception {
        assertThat(store.query("SELECT count(*) FROM theirs")).isEqualTo(0L);
        assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
        assertThat(store
                .query("SELECT count(*) FROM \"flyway_schema_history\" WHERE \"script\" LIKE '%R__quarkus_activities____.sql'"))
                .isEqualTo((long) SchemaFile.LATEST);
    }

    @Test
    @Order(1)
    void liquibaseCreatesTheTables() throws SQLException {
        assertThat(queryChanged("SELECT count(*) FROM theirs")).isZero();
        assertThat(queryChanged("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
        assertThat(queryChanged("SELECT count(*) FROM DATABASECHANGELOG")).isEqualTo(1 + SchemaFile.LATEST);
    }

    private int queryChanged(String sql) throws SQLException {
        try (Connection connection = changed.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Comes last, because it drops the tables. */
    @Test
    @Order(2)
    void missingTablesAreReported() throws Exception {
        store.dropTables();
        assertThatThrownBy(migrator::run)
                .hasMessageContaining("The tables of the activities are missing in datasource '<default>' (jdbc:"
                        + TestDatabase.current().kind() + ":")
                .hasMessageContaining("Run db/activities/" + TestDatabase.current().kind() + "/R__quarkus_activities_001.sql");
    }
}
