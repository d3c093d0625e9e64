package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.schema.SchemaFile;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** Tests a persistence unit with a default schema, while the schema of new connections has unrelated tables. */
@OnEachDatabase
class DefaultSchemaTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current()
            .app("default_schema", "CREATE SCHEMA app", "CREATE TABLE activity_execution (mine int)")
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class))
            .overrideConfigKey("quarkus.hibernate-orm.database.default-schema", "app")
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate");

    @Inject
    Tables store;

    @Inject
    PhysicalNames names;

    @Test
    void tablesAreInTheDefaultSchema() throws Exception {
        store.insertExecution("schema-1");
        assertThat(QuarkusTransaction.requiringNew().call(() -> ActivityExecution.count())).isEqualTo(1L);
        assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
        assertThat(names.of("activity_schema")).isEqualTo("app.activity_schema");
    }
}
