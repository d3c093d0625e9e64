package io.quarkiverse.activities.test.payload;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class PayloadTypesPostgresqlTest extends PayloadTypesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.POSTGRESQL.app("payload_types")
            .withApplicationRoot(jar -> jar.addClasses(PayloadTypesTest.class, TestDatabase.class, Echo.class));
}
