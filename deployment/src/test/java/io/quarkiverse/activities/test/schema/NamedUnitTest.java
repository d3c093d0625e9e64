package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.test.harness.Purchase;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** Tests activities in a named persistence unit with its own datasource. */
class NamedUnitTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("named_app")
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class, Purchase.class))
            .setBeforeAllCustomizer(() -> {
                TestDatabase.H2.create("named_app");
                TestDatabase.H2.create("named_jobs");
            })
            .overrideConfigKey("quarkus.hibernate-orm.packages", Purchase.class.getPackageName())
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create")
            .overrideConfigKey("quarkus.datasource.jobs.db-kind", TestDatabase.H2.kind())
            .overrideConfigKey("quarkus.datasource.jobs.jdbc.url", TestDatabase.H2.url("named_jobs"))
            .overrideConfigKey("quarkus.hibernate-orm.jobs.datasource", "jobs")
            .overrideConfigKey("quarkus.hibernate-orm.jobs.packages", "com.example.jobs")
            .overrideConfigKey("quarkus.hibernate-orm.jobs.schema-management.strategy", "validate")
            .overrideConfigKey("quarkus.activities.persistence-unit", "jobs");

    @Inject
    Tables store;

    @Inject
    EngineSessions sessions;

    @Inject
    @PersistenceUnit("jobs")
    SessionFactory jobs;

    @Test
    void tablesAreInTheNamedUnit() throws Exception {
        store.insertExecution("named-1");
        assertThat(QuarkusTransaction.requiringNew().call(() -> ActivityExecution.count())).isEqualTo(1L);
        assertThat(sessions.factory().getMetamodel().entity(ActivityExecution.class))
                .isSameAs(jobs.getMetamodel().entity(ActivityExecution.class));
    }
}
