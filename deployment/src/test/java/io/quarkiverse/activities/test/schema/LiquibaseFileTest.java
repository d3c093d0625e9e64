package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Tests that Liquibase runs the change log of the guide before the engine validates the tables. */
class LiquibaseFileTest {

    private static final Path CHANGE_LOG = Path.of("../docs/modules/ROOT/examples/schema/changeLog.xml");

    static String changeLog(TestDatabase database) {
        try {
            return Files.readString(CHANGE_LOG).replace("db/activities/postgresql", "db/activities/" + database.kind());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("liquibase_file")
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class)
                    .addAsResource(new StringAsset(changeLog(TestDatabase.H2)), "db/changeLog.xml"))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-liquibase", Version.getVersion())))
            .overrideConfigKey("quarkus.liquibase.migrate-at-start", "true")
            .overrideConfigKey("quarkus.liquibase.change-log", "db/changeLog.xml")
            .overrideConfigKey("quarkus.activities.schema.strategy", "validate")
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate");

    @Inject
    Tables store;

    @Test
    void liquibaseCreatesTheTables() throws Exception {
        assertThat(store.query("SELECT count(*) FROM theirs")).isEqualTo(0L);
        assertThat(store.query("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
        assertThat(store.query("SELECT count(*) FROM DATABASECHANGELOG")).isEqualTo(1L + SchemaFile.LATEST);
    }
}
