package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.hibernate.SessionFactory;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Table;
import org.hibernate.relational.SchemaManager;
import org.hibernate.tool.schema.internal.DefaultSchemaFilter;
import org.hibernate.tool.schema.internal.DefaultSchemaFilterProvider;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.Purchase;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** Tests an application whose own schema is dropped and created at each start, and whose packages are configured. */
@OnEachDatabase
class ApplicationSchemaTest {

    /** A schema filter of the application. */
    public static class ApplicationFilter extends DefaultSchemaFilterProvider implements SchemaFilter {

        static volatile boolean called;

        @Override
        public SchemaFilter getCreateFilter() {
            called = true;
            return this;
        }

        @Override
        public boolean includeNamespace(Namespace namespace) {
            return DefaultSchemaFilter.INSTANCE.includeNamespace(namespace);
        }

        @Override
        public boolean includeTable(Table table) {
            return !table.getName().equals("unwanted");
        }

        @Override
        public boolean includeSequence(Sequence sequence) {
            return true;
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("application")
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class, Purchase.class))
            .overrideConfigKey("quarkus.hibernate-orm.packages", Purchase.class.getPackageName())
            .overrideConfigKey("quarkus.hibernate-orm.unsupported-properties.\"hibernate.hbm2ddl.schema_filter_provider\"",
                    ApplicationFilter.class.getName())
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");

    @Inject
    Tables store;

    @Inject
    SessionFactory factory;

    @Test
    void executionsSurviveTheDropOfTheApplicationsTables() throws Exception {
        store.insertExecution("survivor");
        store.run("INSERT INTO Purchase (id) VALUES (1)");
        SchemaManager schema = factory.getSchemaManager();
        schema.truncateMappedObjects();
        assertThat(count()).isEqualTo(1L);
        store.run("INSERT INTO Purchase (id) VALUES (1)");
        schema.dropMappedObjects(false);
        schema.exportMappedObjects(false);
        assertThat(store.query("SELECT count(*) FROM Purchase")).isEqualTo(0L);
        assertThat(count()).isEqualTo(1L);
        assertThat(ApplicationFilter.called).isTrue();
    }

    @Test
    void validationStillCoversTheTablesOfTheEngine() {
        factory.getSchemaManager().validateMappedObjects();
    }

    private static long count() {
        return QuarkusTransaction.requiringNew().call(() -> ActivityExecution.count("activityId", "survivor"));
    }
}
