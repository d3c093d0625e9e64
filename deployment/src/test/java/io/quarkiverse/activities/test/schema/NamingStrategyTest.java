package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
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

/**
 * Tests an application whose naming strategy changes every name, in a default schema, while the schema of new connections has
 * unrelated tables.
 */
@OnEachDatabase
class NamingStrategyTest {

    /** A naming strategy that prefixes tables with APP_ and columns with C_. */
    public static class Prefixes extends PhysicalNamingStrategyStandardImpl {

        @Override
        public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment context) {
            return Identifier.toIdentifier("APP_" + name.getText(), name.isQuoted());
        }

        @Override
        public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment context) {
            return Identifier.toIdentifier("C_" + name.getText(), name.isQuoted());
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current()
            .app("naming", "CREATE SCHEMA app", "CREATE TABLE APP_activity_execution (mine int)")
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class))
            .overrideConfigKey("quarkus.hibernate-orm.database.default-schema", "app")
            .overrideConfigKey("quarkus.hibernate-orm.physical-naming-strategy", Prefixes.class.getName())
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate");

    @Inject
    Tables store;

    @Inject
    PhysicalNames names;

    @Test
    void statementsAndSchemaUseTheChangedNames() throws Exception {
        store.insertExecution("naming-1");
        assertThat(QuarkusTransaction.requiringNew().call(() -> ActivityExecution.count())).isEqualTo(1L);
        assertThat(names.of("activity_execution")).isEqualTo("app.APP_activity_execution");
        assertThat(store.query("SELECT C_version FROM app.APP_activity_schema")).isEqualTo(SchemaFile.LATEST);
    }

    @Test
    void onlyWholeWordsOutsideLiteralsAreReplaced() {
        assertThat(names.apply("SELECT e.state, 'state', \"state\", estate FROM activity_execution e -- state\nWHERE owner=?"))
                .isEqualTo("SELECT e.C_state, 'state', \"state\", estate FROM app.APP_activity_execution e -- state\n"
                        + "WHERE C_owner=?");
    }
}
