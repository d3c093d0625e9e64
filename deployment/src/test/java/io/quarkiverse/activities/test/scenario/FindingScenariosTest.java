package io.quarkiverse.activities.test.scenario;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Lists, counts and batches. Theirs are many executions: in an application apart, where they hold nobody up. */
@OnEachDatabase
class FindingScenariosTest extends StagedTest implements ListScenarios, BatchScenarios {
    @RegisterExtension
    static final QuarkusUnitTest APP = app("finding_scenarios", FailsForAWhile.class, ListScenarios.class,
            BatchScenarios.class);

}
