package io.quarkiverse.activities.test.scenario;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class ControlScenariosPostgresqlTest extends ControlScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.POSTGRESQL);

    @Override
    public boolean isInterruptible() {
        return true;
    }
}
