package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class UnknownUnitTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("unknown_unit").withEmptyApplication()
            .overrideConfigKey("quarkus.activities.persistence-unit", "nowhere")
            .assertException(e -> assertThat(e).hasStackTraceContaining("there is no persistence unit 'nowhere'"));

    @Test
    void isRefused() {
        Assertions.fail();
    }
}
