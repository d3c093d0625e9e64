package io.quarkiverse.activities.test.scenario;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Lists, counts and batches. Theirs are many executions: in an application apart, where they hold nobody up. */
abstract class FindingScenarios extends StagedTest implements ListScenarios, BatchScenarios {

    static QuarkusUnitTest app(TestDatabase database) {
        return app(database, "finding_scenarios", FindingScenarios.class, FailsForAWhile.class, ListScenarios.class,
                BatchScenarios.class);
    }
}
