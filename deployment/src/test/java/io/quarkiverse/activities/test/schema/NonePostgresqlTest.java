package io.quarkiverse.activities.test.schema;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class NonePostgresqlTest extends NoneTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.POSTGRESQL);
}
