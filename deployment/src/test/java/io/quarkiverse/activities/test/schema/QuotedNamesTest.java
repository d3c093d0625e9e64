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

/** Tests a persistence unit with quoted identifiers, whose default schema requires quotes. */
@OnEachDatabase
class QuotedNamesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("quoted", "CREATE SCHEMA \"My App\"")
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class))
            .overrideConfigKey("quarkus.hibernate-orm.quote-identifiers.strategy", "all")
            .overrideConfigKey("quarkus.hibernate-orm.database.default-schema", "My App")
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate");

    @Inject
    Tables store;

    @Inject
    PhysicalNames names;

    @Test
    void statementsAndSchemaUseQuotedNames() throws Exception {
        store.insertExecution("quoted-1");
        assertThat(QuarkusTransaction.requiringNew().call(() -> ActivityExecution.count())).isEqualTo(1L);
        assertThat(names.of("activity_execution")).isEqualTo("\"My App\".\"activity_execution\"");
        assertThat(store.query("SELECT \"version\" FROM \"My App\".\"activity_schema\"")).isEqualTo(SchemaFile.LATEST);
    }
}
