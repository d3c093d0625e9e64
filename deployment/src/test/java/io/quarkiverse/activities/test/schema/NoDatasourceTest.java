package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class NoDatasourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.devservices.enabled", "false")
            .assertException(e -> assertThat(e).hasStackTraceContaining("Datasource '<default>' is not configured"));

    @Test
    void isRefused() {
        Assertions.fail();
    }
}
