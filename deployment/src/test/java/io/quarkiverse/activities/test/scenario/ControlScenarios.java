package io.quarkiverse.activities.test.scenario;

import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Everything that happens to an execution between its start and its end, in one application. */
abstract class ControlScenarios extends ScenarioTest implements HeartbeatScenarios {

    @Inject
    ActivityClient activities;

    @Inject
    Directed directed;

    static QuarkusUnitTest app(TestDatabase database) {
        return database.app("control_scenarios")
                .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Scenario.class, ScenarioNames.class,
                        ScenarioTest.class, Stage.class, Directed.class, DirectedAttempt.class, ControlScenarios.class,
                        HeartbeatScenarios.class))
                .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create")
                // Attempts that are left hanging on purpose
                .overrideConfigKey("quarkus.activities.worker.shutdown-grace-period", "0s");
    }

    @Override
    public ActivityClient activities() {
        return activities;
    }

    @Override
    public Directed directed() {
        return directed;
    }
}
