package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that the strategy {@code validate} refuses to start if the tables are missing. */
@OnEachDatabase
class ValidateMissingTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("validate_missing", "CREATE TABLE theirs (id int)")
            .withEmptyApplication()
            .overrideConfigKey("quarkus.activities.schema.strategy", "validate")
            .assertException(e -> assertThat(e).hasStackTraceContaining("The tables of the activities are missing in"
                    + " datasource '<default>' (jdbc:" + TestDatabase.current().kind() + ":")
                    .hasStackTraceContaining(
                            "Run db/activities/" + TestDatabase.current().kind() + "/R__quarkus_activities_1.sql"));

    @Test
    void refusesToStart() {
        Assertions.fail();
    }
}
