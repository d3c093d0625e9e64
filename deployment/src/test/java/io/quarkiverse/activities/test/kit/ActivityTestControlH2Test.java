package io.quarkiverse.activities.test.kit;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class ActivityTestControlH2Test extends ActivityTestControlTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.H2);
}
