package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.runtime.store.schema.SchemaFile;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that Flyway migrates the application's tables before the engine creates its own: it refuses a non-empty schema. */
@OnEachDatabase
class FlywayTest {

    static QuarkusUnitTest app(String name) {
        return TestDatabase.current().app(name)
                .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class, FlywayTest.class)
                        .addAsResource(new StringAsset("CREATE TABLE theirs (id int)"),
                                "db/migration/V1__theirs.sql"))
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-flyway", Version.getVersion()),
                        Dependency.of("io.quarkus", "quarkus-flyway-postgresql", Version.getVersion())))
                .overrideConfigKey("quarkus.flyway.migrate-at-start", "true")
                .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate");
    }

    @RegisterExtension
    static final QuarkusUnitTest APP = app("flyway");

    @Inject
    Tables store;

    @Test
    void bothCreateTheirTables() throws Exception {
        assertThat(store.query("SELECT count(*) FROM theirs")).isEqualTo(0L);
        assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
    }
}
