package io.quarkiverse.activities.test.scenario;

import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** The base class of tests that play scenarios with activities. */
abstract class ActivityScenarioTest extends ScenarioTest implements ScenarioSupport {

    @Inject
    ActivityClient activities;

    @Inject
    ScenarioActivities directed;

    /** {@return an application with the classes that scenarios need, and these classes} */
    static QuarkusUnitTest app(String name, Class<?>... classes) {
        return TestDatabase.current().app(name)
                .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Scenario.class, ScenarioNames.class,
                        ScenarioTest.class, ActivityScenarioTest.class, ScenarioSupport.class, ScenarioActivities.class,
                        ScenarioAttempt.class)
                        .addClasses(classes))
                .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");
    }

    @Override
    public ActivityClient activities() {
        return activities;
    }

    @Override
    public ScenarioActivities scenarioActivities() {
        return directed;
    }
}
