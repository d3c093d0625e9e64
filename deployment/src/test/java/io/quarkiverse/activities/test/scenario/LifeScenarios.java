package io.quarkiverse.activities.test.scenario;

import jakarta.inject.Inject;

import io.quarkiverse.activities.test.ActivityTestControl;
import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** How executions start, are retried, and time out, when nobody interferes. */
abstract class LifeScenarios extends StagedTest
        implements StartScenarios, IdScenarios, RetryScenarios, BackoffScenarios, FailureScenarios, TimeoutScenarios,
        TimeoutCauseScenarios, TestKitScenarios {

    @Inject
    ActivityTestControl control;

    static QuarkusUnitTest app(TestDatabase database) {
        return app(database, "life_scenarios", LifeScenarios.class, FailsForAWhile.class, Endings.class, StartScenarios.class,
                IdScenarios.class, RetryScenarios.class, BackoffScenarios.class, FailureScenarios.class,
                TimeoutScenarios.class, TimeoutCauseScenarios.class, TestKitScenarios.class)
                .overrideConfigKey("quarkus.activities.workers." + SECOND_QUEUE + ".types", "Act")
                .overrideConfigKey("quarkus.activities.workers." + FULL_QUEUE + ".types", "Act")
                .overrideConfigKey("quarkus.activities.workers." + FULL_QUEUE + ".slots", "1");
    }

    @Override
    public ActivityTestControl control() {
        return control;
    }
}
