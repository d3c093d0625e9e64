package io.quarkiverse.activities.test.engine;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class EngineH2Test extends EngineTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("engine")
            .withApplicationRoot(jar -> jar.addClasses(EngineTest.class, Greetings.class, Stored.class, TestDatabase.class))
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");
}
