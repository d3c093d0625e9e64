package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.store.schema.SchemaFile;
import io.quarkus.test.QuarkusUnitTest;

/** Flyway runs the shipped file beside the application's own migrations, and we only validate. */
abstract class FlywayFileTest {

    static QuarkusUnitTest app(TestDatabase database) {
        return FlywayTest.app(database, "flyway_file")
                .overrideConfigKey("quarkus.flyway.locations", "db/migration,db/activities/" + database.kind())
                .overrideConfigKey("quarkus.activities.schema.strategy", "validate");
    }

    @Inject
    Store store;

    @Test
    void tablesAreInFlywaysHands() throws Exception {
        assertThat(store.ask("SELECT count(*) FROM theirs")).isEqualTo(0L);
        assertThat(store.ask("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
        assertThat(store
                .ask("SELECT count(*) FROM \"flyway_schema_history\" WHERE \"script\" LIKE '%R__quarkus_activities__.sql'"))
                .isEqualTo((long) SchemaFile.LATEST);
    }
}
