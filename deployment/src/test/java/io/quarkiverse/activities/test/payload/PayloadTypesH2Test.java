package io.quarkiverse.activities.test.payload;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class PayloadTypesH2Test extends PayloadTypesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("payload_types")
            .withApplicationRoot(jar -> jar.addClasses(PayloadTypesTest.class, TestDatabase.class, Echo.class));
}
