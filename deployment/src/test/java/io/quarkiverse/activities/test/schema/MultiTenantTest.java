package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class MultiTenantTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("tenants").withEmptyApplication()
            .overrideConfigKey("quarkus.hibernate-orm.multitenant", "schema")
            .assertException(e -> assertThat(e).hasStackTraceContaining("Activities cannot use the persistence unit"
                    + " '<default>' because it is multi-tenant"));

    @Test
    void isRefused() {
        Assertions.fail();
    }
}
