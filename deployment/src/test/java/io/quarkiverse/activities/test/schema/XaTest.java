package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that an XA datasource is refused when the application is built. */
class XaTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("xa").withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.jdbc.transactions", "xa")
            .assertException(e -> assertThat(e).hasStackTraceContaining(
                    "quarkus.datasource.jdbc.transactions is xa, but activities need the default, 'enabled'"));

    @Test
    void isRefused() {
        Assertions.fail();
    }
}
