package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AnonymousMemoryTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:;DB_CLOSE_DELAY=-1")
            .assertException(e -> assertThat(e).hasStackTraceContaining("is an anonymous in-memory database")
                    .hasStackTraceContaining("jdbc:h2:mem:app;DB_CLOSE_DELAY=-1"));

    @Test
    void isRefused() {
        Assertions.fail();
    }
}
