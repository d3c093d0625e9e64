package io.quarkiverse.activities.test.scenario;

import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Everything that happens to an execution between its start and its end, in one application. */
abstract class ControlScenarios extends ScenarioTest implements HeartbeatScenarios, CompletionScenarios, CancelScenarios,
        PauseScenarios, ResetScenarios, UpdateOptionsScenarios, StartDelayScenarios, DescribeScenarios, WorkerScenarios {

    @Inject
    ActivityClient activities;

    @Inject
    Directed directed;

    static QuarkusUnitTest app(TestDatabase database) {
        return database.app("control_scenarios")
                .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Scenario.class, ScenarioNames.class,
                        ScenarioTest.class, Stage.class, Directed.class, DirectedAttempt.class, ControlScenarios.class,
                        FailsForAWhile.class, HeartbeatScenarios.class, CompletionScenarios.class, CancelScenarios.class,
                        PauseScenarios.class, ResetScenarios.class, UpdateOptionsScenarios.class, StartDelayScenarios.class,
                        DescribeScenarios.class, WorkerScenarios.class))
                .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create")
                .overrideConfigKey("quarkus.activities.workers." + OTHER_QUEUE + ".types", "Act")
                .overrideConfigKey("quarkus.activities.workers." + ONE_SLOT + ".types", "Act")
                .overrideConfigKey("quarkus.activities.workers." + ONE_SLOT + ".slots", "1")
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
