package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.runtime.store.schema.SchemaFile;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that Flyway migrates the application's tables before the engine creates its own: it refuses a non-empty schema. */
class FlywayTest {

    static final String MIGRATION = "CREATE TABLE theirs (id int)";

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("flyway")
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class)
                    .addAsResource(new StringAsset(MIGRATION), "db/migration/V1__theirs.sql"))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-flyway", Version.getVersion())))
            .overrideConfigKey("quarkus.flyway.migrate-at-start", "true")
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate");

    @Inject
    Tables store;

    @Test
    void bothCreateTheirTables() throws Exception {
        assertThat(store.query("SELECT count(*) FROM theirs")).isEqualTo(0L);
        assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
    }
}
