package io.quarkiverse.activities.test.payload;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class LimitsH2Test extends LimitsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("payload_limits")
            .withApplicationRoot(jar -> jar.addClasses(LimitsTest.class, TestDatabase.class, Large.class))
            .overrideConfigKey("quarkus.activities.payload.max-size", MAX_SIZE);
}
