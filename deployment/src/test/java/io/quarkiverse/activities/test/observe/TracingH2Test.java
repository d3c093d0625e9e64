package io.quarkiverse.activities.test.observe;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class TracingH2Test extends TracingTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.H2);
}
