package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;

import jakarta.inject.Inject;

import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.Tables;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that the strategy {@code none} does not touch the tables. */
class NoneTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("none")
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.schema.strategy", "none");

    @Inject
    Tables store;

    @Inject
    SessionFactory factory;

    @Test
    void nothingIsCreated() {
        assertThatThrownBy(() -> store.query("SELECT count(*) FROM activity_schema")).isInstanceOf(SQLException.class);
    }

    @Test
    void validationReportsTheMissingTables() {
        assertThatThrownBy(factory.getSchemaManager()::validateMappedObjects)
                .satisfies(e -> assertThat(e.getMessage().toLowerCase()).contains("missing table").contains("activity_"));
    }
}
