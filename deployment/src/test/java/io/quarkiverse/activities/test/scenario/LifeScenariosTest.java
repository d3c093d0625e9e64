package io.quarkiverse.activities.test.scenario;

import jakarta.inject.Inject;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.ActivityTestControl;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Plays the scenarios about starts, retries and timeouts without outside control, about lists and batches, and about a
 * silent database, in one application.
 */
@OnEachDatabase
@TestMethodOrder(OrderAnnotation.class)
class LifeScenariosTest extends SilentDatabase
        implements StartScenarios, IdScenarios, RetryScenarios, BackoffScenarios, FailureScenarios, TimeoutScenarios,
        TimeoutCauseScenarios, TestKitScenarios, ListScenarios, BatchScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APP = app("life_scenarios", FlakyActivities.class, ClosingAssertions.class,
            StartScenarios.class,
            IdScenarios.class, RetryScenarios.class, BackoffScenarios.class, FailureScenarios.class,
            TimeoutScenarios.class, TimeoutCauseScenarios.class, TestKitScenarios.class,
            ListScenarios.class, BatchScenarios.class)
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
