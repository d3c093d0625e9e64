package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.store.SchemaFile;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** The application's Liquibase change log includes the shipped file, and we only validate. */
abstract class LiquibaseFileTest {

    static QuarkusUnitTest app(TestDatabase database) {
        return database.app("liquibase_file")
                .withApplicationRoot(jar -> jar.addClasses(Store.class, TestDatabase.class)
                        .addAsResource(new StringAsset("""
                                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                                    http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                                  <changeSet id="1" author="us"><sql>CREATE TABLE theirs (id int)</sql></changeSet>
                                  <includeAll path="db/activities/%s"/>
                                </databaseChangeLog>
                                """.formatted(database.kind())), "db/changeLog.xml"))
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-liquibase", Version.getVersion())))
                .overrideConfigKey("quarkus.liquibase.migrate-at-start", "true")
                .overrideConfigKey("quarkus.liquibase.change-log", "db/changeLog.xml")
                .overrideConfigKey("quarkus.activities.schema.strategy", "validate")
                .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate");
    }

    @Inject
    Store store;

    @Test
    void tablesAreInLiquibasesHands() throws Exception {
        assertThat(store.ask("SELECT count(*) FROM theirs")).isEqualTo(0L);
        assertThat(store.ask("SELECT version FROM activity_schema")).isEqualTo(SchemaFile.LATEST);
        assertThat(store.ask("SELECT count(*) FROM DATABASECHANGELOG")).isEqualTo(1L + SchemaFile.LATEST);
    }
}
