package io.quarkiverse.activities.test.engine;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class ControlH2Test extends ControlTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("control")
            .withApplicationRoot(jar -> jar.addClasses(ControlTest.class, Controlled.class, Stored.class, TestDatabase.class))
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");
}
