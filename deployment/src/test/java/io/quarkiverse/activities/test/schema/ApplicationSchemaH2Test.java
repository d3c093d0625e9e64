package io.quarkiverse.activities.test.schema;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ApplicationSchemaH2Test extends ApplicationSchemaTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.H2);
}
