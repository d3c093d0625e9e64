package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.runtime.store.schema.SchemaFile;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that Flyway can run the shipped file next to the application's migrations, while the engine only validates. */
@OnEachDatabase
class FlywayFileTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FlywayTest.app("flyway_file")
            .overrideConfigKey("quarkus.flyway.locations", "db/migration,db/activities/" + TestDatabase.current().kind())
            .overrideConfigKey("quarkus.activities.schema.strategy", "validate");

    @Inject
    Tables store;

    @Test
    void flywayCreatesTheTables() throws Exception {
        assertThat(store.query("SELECT count(*) FROM theirs")).isEqualTo(0L);
        assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
        assertThat(store
                .query("SELECT count(*) FROM \"flyway_schema_history\" WHERE \"script\" LIKE '%R__quarkus_activities__.sql'"))
                .isEqualTo((long) SchemaFile.LATEST);
    }
}
