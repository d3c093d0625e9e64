package io.quarkiverse.activities.test.payload;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class LimitsPostgresqlTest extends LimitsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.POSTGRESQL.app("payload_limits")
            .withApplicationRoot(jar -> jar.addClasses(LimitsTest.class, TestDatabase.class, Large.class))
            .overrideConfigKey("quarkus.activities.payload.max-size", MAX_SIZE);
}
