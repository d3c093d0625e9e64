package io.quarkiverse.activities.test.observe;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class TracingPostgresqlTest extends TracingTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.POSTGRESQL);
}
