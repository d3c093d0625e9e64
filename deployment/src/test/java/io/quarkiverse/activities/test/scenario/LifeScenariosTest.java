package io.quarkiverse.activities.test.scenario;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.ActivityTestControl;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Plays the scenarios about starts, retries and timeouts without outside control, in one application. */
@OnEachDatabase
class LifeScenariosTest extends ActivityScenarioTest
        implements StartScenarios, IdScenarios, RetryScenarios, BackoffScenarios, FailureScenarios, TimeoutScenarios,
        TimeoutCauseScenarios, TestKitScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APP = app("life_scenarios", FlakyActivities.class, ClosingAssertions.class,
            StartScenarios.class,
            IdScenarios.class, RetryScenarios.class, BackoffScenarios.class, FailureScenarios.class,
            TimeoutScenarios.class, TimeoutCauseScenarios.class, TestKitScenarios.class)
            .overrideConfigKey("quarkus.activities.workers." + SECOND_QUEUE + ".types", "Act")
            .overrideConfigKey("quarkus.activities.workers." + FULL_QUEUE + ".types", "Act")
            .overrideConfigKey("quarkus.activities.workers." + FULL_QUEUE + ".slots", "1");

    @Inject
    ActivityTestControl control;

    @Override
    public ActivityTestControl control() {
        return control;
    }
}
