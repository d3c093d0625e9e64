package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import io.quarkus.test.QuarkusUnitTest;

/** The tables are somebody else's business, and are not there. */
abstract class ValidateMissingTest {

    static QuarkusUnitTest app(TestDatabase database) {
        return database.app("validate_missing", "CREATE TABLE theirs (id int)")
                .withEmptyApplication()
                .overrideConfigKey("quarkus.activities.schema.strategy", "validate")
                .assertException(e -> assertThat(e).hasStackTraceContaining("The tables of the activities are missing in"
                        + " datasource '<default>' (jdbc:" + database.kind() + ":")
                        .hasStackTraceContaining("Run db/activities/" + database.kind() + "/R__quarkus_activities_1.sql"));
    }

    @Test
    void refusesToStart() {
        Assertions.fail();
    }
}
