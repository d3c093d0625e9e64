package io.quarkiverse.activities.test.scenario;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Plays the scenarios about lists, counts and batches. They start many executions, so they have a separate application. */
@OnEachDatabase
class FindingScenariosTest extends ActivityScenarioTest implements ListScenarios, BatchScenarios {
    @RegisterExtension
    static final QuarkusUnitTest APP = app("finding_scenarios", FlakyActivities.class, ListScenarios.class,
            BatchScenarios.class);

}
