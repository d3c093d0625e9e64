package io.quarkiverse.activities.test.scenario;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Everything that happens to an execution between its start and its end, in one application. */
abstract class ControlScenarios extends StagedTest
        implements HeartbeatScenarios, CompletionScenarios, CancelScenarios, DeleteScenarios,
        PauseScenarios, ResetScenarios, UpdateOptionsScenarios, StartDelayScenarios, DescribeScenarios, WorkerScenarios {

    static QuarkusUnitTest app(TestDatabase database) {
        return app(database, "control_scenarios", ControlScenarios.class, FailsForAWhile.class, HeartbeatScenarios.class,
                CompletionScenarios.class, CancelScenarios.class, DeleteScenarios.class, PauseScenarios.class,
                ResetScenarios.class,
                UpdateOptionsScenarios.class, StartDelayScenarios.class, DescribeScenarios.class, WorkerScenarios.class)
                .overrideConfigKey("quarkus.activities.workers." + OTHER_QUEUE + ".types", "Act")
                .overrideConfigKey("quarkus.activities.workers." + OFTEN + ".types", "Act")
                .overrideConfigKey("quarkus.activities.workers." + OFTEN + ".default-heartbeat-throttle-interval",
                        OFTEN_INTERVAL.toString())
                .overrideConfigKey("quarkus.activities.workers." + ONE_SLOT + ".types", "Act")
                .overrideConfigKey("quarkus.activities.workers." + ONE_SLOT + ".slots", "1");
    }
}
