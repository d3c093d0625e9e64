package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Tests the start of an application whose database is unreachable. */
class DatabaseDownTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:1/app?user=me&password=secret")
            .assertException(e -> assertThat(e)
                    .hasStackTraceContaining("The activities engine cannot reach the database of datasource"
                            + " '<default>' (jdbc:postgresql://localhost:1/app): ")
                    .satisfies(x -> assertThat(x.toString()).doesNotContain("secret")));

    @Test
    void failsFast() {
        Assertions.fail();
    }
}
