package io.quarkiverse.activities.test.scenario;

import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Scenarios that play on a {@link Stage}. */
abstract class StagedTest extends ScenarioTest implements Stage {

    @Inject
    ActivityClient activities;

    @Inject
    ScenarioActivities directed;

    /** {@return an application with what the stage needs, and these classes} */
    static QuarkusUnitTest app(String name, Class<?>... classes) {
        return TestDatabase.current().app(name)
                .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Scenario.class, ScenarioNames.class,
                        ScenarioTest.class, StagedTest.class, Stage.class, ScenarioActivities.class, ScenarioAttempt.class)
                        .addClasses(classes))
                .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");
    }

    @Override
    public ActivityClient activities() {
        return activities;
    }

    @Override
    public ScenarioActivities directed() {
        return directed;
    }
}
